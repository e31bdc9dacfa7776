/** Runs jstartup's main in a JVM that says that it runs on another system; Java itself has made up its mind by then. */
class As {
  public static void main(String[] arguments) throws Exception {
    new ProcessBuilder("/bin/true").start().waitFor(); // Java 17 looks at os.name when it starts its first process,
    Class.forName("jdk.net.ExtendedSocketOptions"); // and before it has its first socket
    System.setProperty("os.name", System.getProperty("unix.name"));
    System.setProperty("java.home", System.getProperty("unix.home"));
    Class.forName("io.jstartup.cli.Main")
        .getMethod("main", String[].class)
        .invoke(null, (Object) arguments);
  }
}

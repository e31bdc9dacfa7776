package io.jstartup.cli;

import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Session;
import io.jstartup.io.DurableFile;
import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.client.SupervisorClient;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes the archives of loaded classes for this Java: it lets a supervisor and a client do what they usually do, each with the flag
 * that records (the launcher knows it), and puts the results in place when both are whole. Run by the build and, hidden in the
 * background, by the launcher.
 */
final class Archives {
  private static final int LONGEST_SECONDS = 120;

  /** Before Java 25 what is recorded is the list of classes that were loaded. */
  private static final boolean RECORDS_A_LIST = Runtime.version().feature() < 25;

  private static final List<String> ROLES = List.of("daemon", "client");

  private final Session session;
  private final Path launcher = Path.of(System.getProperty("jstartup.launcher", ""));

  Archives(Session session) {
    this.session = session;
  }

  /** Gives the exit code. Without a folder among the words: the one beside the jars. */
  int make() throws IOException, InterruptedException {
    List<String> words = session.caller().arguments();
    Path folder = words.size() > 1 ? Path.of(words.get(1)) : besideJars();
    Files.createDirectories(folder);
    Path home = Files.createTempDirectory("jstartup");
    try {
      record(folder, home);
      for (String role : ROLES) {
        Path whole = RECORDS_A_LIST ? dump(folder, role) : recorded(folder, role);
        // Java 25 makes it 0600; beside the jars all users of an installed copy are to read it
        Files.setPosixFilePermissions(whole, DurableFile.mode("r--r--r--"));
        DurableFile.system().move(whole, folder.resolve(role));
      }
    } finally {
      delete(home);
    }
    return ExitCode.OK;
  }

  private Path besideJars() {
    Path lib = launcher.toAbsolutePath().getParent().resolveSibling("lib");
    return lib.resolve("archive").resolve(System.getProperty("java.version"));
  }

  private void record(Path folder, Path home) throws IOException, InterruptedException {
    Process daemon = start(recorded(folder, "daemon"), "daemon", "--home", home.toString());
    try {
      awaitSocket(home.resolve("rpc.sock"), daemon);
      Process client = start(recorded(folder, "client"), "rehearse", home.toString());
      await(client, "the client's rehearsal");
      await(daemon, "the supervisor's");
    } finally {
      daemon.destroy();
    }
  }

  /**
   * The archive of the recorded classes and no others. One made at exit would lie on top of Java's own, of which the supervisor would
   * hold some MiB that it never uses.
   */
  private static Path dump(Path folder, String role) throws IOException, InterruptedException {
    Path archive = folder.resolve(role + ".dumped");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:dump",
            // only with this collector Java 17 also archives objects; with the client's heap they
            // need no moving
            "-XX:+UseG1GC",
            "-Xmx256m",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-XX:SharedClassListFile=" + recorded(folder, role),
            "-XX:SharedArchiveFile=" + archive,
            "-cp",
            System.getProperty("java.class.path"));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    await(builder.start(), "dumping the " + role + "'s classes");
    Files.delete(recorded(folder, role));
    return archive;
  }

  private Process start(Path archive, String... words) throws IOException {
    List<String> command = Stream.concat(Stream.of(launcher.toString()), Stream.of(words)).toList();
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JSTARTUP_ARCHIVE", "record:" + archive);
    builder.environment().put("JSTARTUP_JAVA_HOME", System.getProperty("java.home"));
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static void awaitSocket(Path socket, Process daemon)
      throws IOException, InterruptedException {
    while (daemon.isAlive()) {
      try (SupervisorClient client = SupervisorClient.connect(socket).orElse(null)) {
        if (client != null) {
          return;
        }
      }
      Thread.sleep(10);
    }
    throw failed("the supervisor ended before it could be asked");
  }

  private static void await(Process process, String whose) throws InterruptedException {
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw failed(whose + " failed");
    }
  }

  private static ProblemsException failed(String why) {
    return new ProblemsException("cannot make archives of loaded classes", why, "");
  }

  private static Path recorded(Path folder, String role) {
    return folder.resolve(role + ".new");
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

package io.jstartup.platforms.os;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A program that replaces itself when its client has said something: {@code FOLDER JAVA...}, the rest being the command line of the
 * second one, which tells the client what it found.
 */
final class ReplacingMain implements ConnectionHandler {
  private final OperatingSystem os = OperatingSystems.current();
  private final Replacement replacement = os.replacement().orElseThrow();
  private Connection client;
  private boolean heard;

  private ReplacingMain() {}

  public static void main(String[] args) throws Exception {
    if (args[0].equals("second")) {
      new ReplacingMain().second(args);
    } else {
      new ReplacingMain().first(Path.of(args[0]), List.of(args).subList(1, args.length));
    }
  }

  private void first(Path folder, List<String> command) throws Exception {
    AutoCloseable lock = os.lock(folder.resolve("lock")).orElseThrow();
    ManagedProcess child =
        os.spawn(
            Spawned.request(
                List.of("/bin/sh", "-c", "read x <go; exit 7"), List.of(), folder.toString()));
    Poller poller = os.poller();
    AutoCloseable listener = poller.listen(folder.resolve("socket"), this);
    while (!heard) {
      poller.await(null);
    }
    List<Integer> kept =
        List.of(
            replacement.descriptor(lock),
            replacement.descriptor(listener),
            replacement.descriptor(client));
    List<String> argv = new ArrayList<>(command);
    argv.addAll(List.of("second", folder.toString()));
    kept.forEach(fd -> argv.add(Integer.toString(fd)));
    argv.add(Integer.toString(child.identity().pid()));
    argv.add(Long.toString(child.identity().startTime()));
    try {
      replacement.replace("/no/such/program", argv, List::of, kept);
    } catch (OsException e) {
      client.send((e.getMessage() + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    replacement.replace(command.get(0), argv, () -> List.of("MARK=x y"), kept);
  }

  private void second(String[] args) throws Exception {
    Path folder = Path.of(args[1]);
    replacement.inheritLock(Integer.parseInt(args[2]), folder.resolve("lock"));
    Poller poller = os.poller();
    AutoCloseable listener =
        replacement.inheritListener(
            poller, Integer.parseInt(args[3]), folder.resolve("socket"), this);
    replacement.inheritConnection(
        listener,
        Integer.parseInt(args[4]),
        "unsent\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    ProcessIdentity identity =
        new ProcessIdentity(Integer.parseInt(args[5]), Long.parseLong(args[6]));
    ManagedProcess child = os.adopt(identity).orElseThrow();
    String sockets =
        Integer.toString(
            (int)
                Files.list(Path.of("/proc/self/fd"))
                    .filter(fd -> target(fd).startsWith("socket:"))
                    .count());
    String first = blocked();
    replacement.admitSignals(() -> "");
    String blocked = first + " then " + blocked();
    say("pid " + os.pid() + " env " + System.getenv() + " sockets " + sockets + " " + blocked);
    poller.watchExit(child, exit -> say("child " + child.child() + " " + exit));
    say("ready");
    while (client != null) {
      poller.await(null);
    }
  }

  /** In this thread, but for SIGQUIT, which is the JVM's own affair: in hexadecimal, proc(5). */
  private static String blocked() throws java.io.IOException {
    String mask =
        Files.readString(Path.of("/proc/thread-self/status"))
            .lines()
            .filter(line -> line.startsWith("SigBlk"))
            .collect(Collectors.joining())
            .split("\t")[1];
    return Long.toHexString(Long.parseUnsignedLong(mask, 16) & ~4);
  }

  private static String target(Path fd) {
    try {
      return Files.readSymbolicLink(fd).toString();
    } catch (java.io.IOException e) {
      return "";
    }
  }

  private void say(String line) {
    client.send((line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Override
  public void opened(Connection connection) {
    client = connection;
  }

  @Override
  public void received(Connection connection, byte[] bytes) {
    heard = true;
  }

  @Override
  public void closed(Connection connection) {
    client = null;
  }
}

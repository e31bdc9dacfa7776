package io.jstartup.supervisor;

import io.jstartup.model.HomeLayout;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.platforms.os.OsException;
import io.jstartup.supervisor.handover.OwnCommand;
import io.jstartup.supervisor.handover.Preflight;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real daemon in a JVM of its own: {@code HOME [boot] [no-adoption]}; it notes down what it would tell systemd, and with {@code no-adoption} it can adopt nothing, as if it had no descriptor left; with {@code no-sockets} it gets no socket back from a process; {@code notify=PATH} is where its systemd hears it; with {@code term-early} it gets a SIGTERM before it has looked at anything; with {@code count-usage} it notes down each reading of what processes use. */
public final class DaemonMain {
  static final String NOTIFICATIONS = "notifications";
  static final String NO_ADOPTION = "no-adoption";
  static final String NO_SOCKETS = "no-sockets";
  static final String TERM_EARLY = "term-early";
  static final String COUNT_USAGE = "count-usage";
  static final String USAGE = "usage";
  static final String NOTIFY = "notify=";
  private static final int EMFILE = 24;

  private DaemonMain() {}

  public static void main(String[] args) {
    run(List.of(args), OperatingSystems.current());
  }

  static void run(List<String> words, OperatingSystem real) {
    Path home = Path.of(words.get(0));
    boolean boot = words.contains("boot");
    if (words.contains(OwnCommand.PREFLIGHT)) {
      System.out.println(Preflight.check(new HomeLayout(home), real, "test"));
      return;
    }
    Optional<String> notify =
        words.stream()
            .filter(word -> word.startsWith(NOTIFY))
            .map(word -> word.substring(NOTIFY.length()))
            .findFirst();
    DaemonOptions options =
        new DaemonOptions(
            new HomeLayout(home),
            "test",
            boot,
            boot ? Optional.of("/run/x") : notify,
            descriptors(),
            new OwnCommand(
                TestDaemon.program(),
                words.stream().filter(word -> !word.equals(OwnCommand.HANDOVER)).toList(),
                environment()),
            words.contains(OwnCommand.HANDOVER));
    OperatingSystem os = words.contains(NO_ADOPTION) ? refusing(real, "adopt") : real;
    os = notify.isPresent() ? os : noting(os, home.resolve(NOTIFICATIONS));
    os = words.contains(NO_SOCKETS) ? refusing(refusing(os, "listening"), "shared") : os;
    OperatingSystem tried = words.contains(TERM_EARLY) ? endedEarly(os) : os;
    tried = words.contains(COUNT_USAGE) ? counting(tried, home.resolve(USAGE)) : tried;
    System.exit(Daemon.run(options, tried, (line, at) -> System.out.println(line)));
  }

  /** As the command has them from systemd. */
  private static Map<Integer, String> descriptors() {
    Map<Integer, String> descriptors = new HashMap<>();
    String names = System.getenv("LISTEN_FDNAMES");
    if (names != null && !names.isEmpty()) {
      List.of(names.split(":")).forEach(name -> descriptors.put(3 + descriptors.size(), name));
    }
    return descriptors;
  }

  /** The real one, but for datagrams, which no Java can receive: they are appended to this file. */
  private static OperatingSystem noting(OperatingSystem real, Path file) {
    return (OperatingSystem)
        Proxy.newProxyInstance(
            DaemonMain.class.getClassLoader(),
            new Class<?>[] {OperatingSystem.class},
            (proxy, method, values) ->
                method.getName().endsWith("Datagram")
                    ? note(file, (byte[]) values[1])
                    : call(real, method, values));
  }

  /** Adds a line to this file for each reading of what processes use. */
  private static OperatingSystem counting(OperatingSystem real, Path file) {
    return (OperatingSystem)
        Proxy.newProxyInstance(
            DaemonMain.class.getClassLoader(),
            new Class<?>[] {OperatingSystem.class},
            (proxy, method, values) -> {
              if (method.getName().equals("usage")) {
                note(file, values[0].toString().getBytes(StandardCharsets.UTF_8));
              }
              return call(real, method, values);
            });
  }

  /** Gets a SIGTERM while it makes its poller, which is before it takes up anything. */
  private static OperatingSystem endedEarly(OperatingSystem real) {
    return (OperatingSystem)
        Proxy.newProxyInstance(
            DaemonMain.class.getClassLoader(),
            new Class<?>[] {OperatingSystem.class},
            (proxy, method, values) -> {
              if (method.getName().equals("poller")) {
                String pid = Long.toString(ProcessHandle.current().pid());
                new ProcessBuilder("kill", "-TERM", pid).start().waitFor();
                Thread.sleep(500); // the default effect, if it has any, comes from another thread
              }
              return call(real, method, values);
            });
  }

  private static OperatingSystem refusing(OperatingSystem real, String call) {
    return (OperatingSystem)
        Proxy.newProxyInstance(
            DaemonMain.class.getClassLoader(),
            new Class<?>[] {OperatingSystem.class},
            (proxy, method, values) -> {
              if (method.getName().equals(call)) {
                throw new OsException(
                    "cannot " + call, values[0].toString(), EMFILE, "no descriptors");
              }
              return call(real, method, values);
            });
  }

  private static boolean note(Path file, byte[] bytes) throws IOException {
    String line = new String(bytes, StandardCharsets.UTF_8).replace('\n', ' ') + "\n";
    Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return true;
  }

  static Object call(Object target, Method method, Object[] values) throws Throwable {
    try {
      return method.invoke(target, values);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** With what the program before this one has left to it. */
  private static List<String> environment() {
    String left = System.getenv("JSTARTUP_UNHEEDED");
    return left == null
        ? List.of("PATH=/usr/bin:/bin")
        : List.of("PATH=/usr/bin:/bin", "JSTARTUP_UNHEEDED=" + left);
  }
}

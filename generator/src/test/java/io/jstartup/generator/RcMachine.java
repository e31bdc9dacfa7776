package io.jstartup.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The hook's files of one of the BSDs in a folder, with stand-ins for what their base systems have: rc.subr as its manual promises it
 * ({@code rcd/*.subr}), daemon(8), and the script that the hook starts.
 */
final class RcMachine {
  private static final String KEEPER =
      "#!/bin/sh\ntrap 'exit 0' TERM\nwhile :; do sleep 0.1; done\n";

  /** {@code daemon -f -p PID_FILE PROGRAM}. */
  private static final String DAEMON =
      """
      #!/bin/sh
      setsid "$4" </dev/null >/dev/null 2>&1 &
      echo $! >"$3"
      """;

  private final Path folder;
  private final boolean openBsd;
  private Path settings;
  private Path script;
  private String said = "";

  RcMachine(Path parent, String id) throws IOException {
    folder = Files.createDirectories(parent.resolve("rc machine")).toRealPath();
    openBsd = id.equals("rcd-openbsd");
    Files.createDirectories(folder.resolve("run"));
    write("keeper", KEEPER);
    write("daemon", DAEMON);
    write("rc.subr", resource(openBsd ? "openbsd.subr" : "bsd.subr").replace("CONF", at("conf")));
    for (RenderedFile file : HookGoldenTest.scripts(parent.resolve("machine"), id).toList()) {
      install(file);
    }
  }

  /** OpenBSD's scripts want a Korn shell. */
  static boolean canRun(String id) {
    return !id.equals("rcd-openbsd") || Files.isExecutable(Path.of("/usr/bin/mksh"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = RcMachine.class.getResourceAsStream("/rcd/" + name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private void write(String name, String text) throws IOException {
    assertTrue(Files.writeString(folder.resolve(name), text).toFile().setExecutable(true));
  }

  /** A path with a blank in it is quoted; everything else stays as it was rendered. */
  private void install(RenderedFile file) throws IOException {
    String name = file.path().getFileName().toString();
    if (file.path().getParent().endsWith("rc.d")) {
      write(name, placed(file.text()));
      script = folder.resolve(name);
    } else if (file.path().getParent().endsWith("rc.conf.d")) {
      settings = Files.createDirectories(folder.resolve("conf")).resolve(name);
      Files.writeString(settings, file.text());
    }
  }

  private String placed(String text) {
    return text.replace("/etc/rc.d/rc.subr", "'" + at("rc.subr") + "'")
        .replace("/etc/rc.subr", "'" + at("rc.subr") + "'")
        .replace("/usr/sbin/daemon", "'" + at("daemon") + "'")
        .replaceAll("(?m)^(pexp=.*?)/etc/jstartup/jstartup-www", "$1" + at("keeper"))
        .replace("=/etc/jstartup/jstartup-www", "='" + at("keeper") + "'")
        .replaceAll("=(/var/run/)(.*)", "='" + at("run") + "/$2'");
  }

  private void change(String pattern, String replacement) throws IOException {
    String before = Files.readString(script);
    String after = before.replaceAll(pattern, replacement);
    assertTrue(!before.equals(after), pattern);
    Files.writeString(script, after);
  }

  void stopLimit(int seconds) throws IOException {
    change("(?m)^(stop_limit|daemon_timeout)=\\d+", "$1=" + seconds);
  }

  void keeperIgnoresSignals() throws IOException {
    write("keeper", KEEPER.replace("'exit 0'", "''"));
  }

  void disable() throws IOException {
    Files.delete(settings);
  }

  void forbidPidFile() throws IOException {
    Files.delete(folder.resolve("run"));
  }

  /** Empty when there is none. */
  String pidFile() throws IOException {
    Path file = folder.resolve("run/jstartup_www.pid");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  void writePidFile(String content) throws IOException {
    Files.writeString(folder.resolve("run/jstartup_www.pid"), content + "\n");
  }

  /** The script's exit code for a verb. */
  int run(String verb) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(openBsd ? "mksh" : "sh", script.toString(), verb)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), verb);
    said = Files.readString(output).strip();
    if (verb.endsWith("start") && process.exitValue() == 0) {
      awaitKeeper();
    }
    return process.exitValue();
  }

  private void awaitKeeper() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (keepers() == 0) {
      assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(30), "it does not start");
      Thread.sleep(20);
    }
  }

  /** What the last run printed. */
  String said() {
    return said;
  }

  /** How many of the hook's scripts run. */
  int keepers() throws IOException, InterruptedException {
    return pkill("pgrep").lines().toList().size();
  }

  void endAll() throws IOException, InterruptedException {
    pkill("pkill", "-KILL");
  }

  private String pkill(String... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("-f", "^/bin/sh " + at("keeper") + "$"));
    Process process = new ProcessBuilder(words).start();
    String found = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return found;
  }
}

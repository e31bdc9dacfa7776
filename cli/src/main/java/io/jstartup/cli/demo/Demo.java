package io.jstartup.cli.demo;

import io.jstartup.cli.output.Console;
import io.jstartup.cli.session.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Shows the way from two started apps over a crash and an end of everything back to two running apps. */
public final class Demo {
  /** One thing that is shown. */
  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  private final Console console;
  private final Path folder;
  private final Samples samples;
  private final Jstartup jstartup;
  private long httpPid;
  private long shellPid;

  private Demo(Console console, Path folder) {
    this.console = console;
    this.folder = folder;
    this.samples = new Samples(folder);
    this.jstartup = new Jstartup(folder.resolve("home"));
  }

  /** Gives the exit code: {@link ExitCode#FAILED} when a step did not show what it should. Leaves nothing behind. */
  public static int run(Console console) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("jstartup-demo");
    Demo demo = new Demo(console, folder);
    Thread interrupted = new Thread(demo::cleanUp);
    Runtime.getRuntime().addShutdownHook(interrupted);
    try {
      demo.steps();
      return ExitCode.OK;
    } catch (StepFailed e) {
      console.say(demo.mark("✗", "FAILED") + " " + e.getMessage());
      return ExitCode.FAILED;
    } finally {
      demo.cleanUp();
      Runtime.getRuntime().removeShutdownHook(interrupted);
    }
  }

  private void steps() throws IOException, InterruptedException {
    console.say("A scratch home in " + folder + "; nothing of yours is touched.");
    step("started a Java HTTP server and a shell script", this::start);
    step("saved the list", () -> jstartup.run("save"));
    step("killed the supervisor with SIGKILL: both apps go on, same pids", this::crash);
    step("a new supervisor adopted both: same pids, none started twice", this::adopt);
    step("ended everything: each app's stop handler ran to its end", this::end);
    step("resurrected the saved list, as the boot hook does: both apps are back", this::resurrect);
    hook();
    step("cleaned up", this::cleanUp);
    console.say("");
    console.say("Proved here: a saved app survives a crash of the supervisor without a restart,");
    console.say("is stopped gracefully, and comes back from the saved list.");
  }

  private void step(String shown, Step step) throws IOException, InterruptedException {
    step.run();
    console.say(mark("✓", "ok") + " " + shown);
  }

  private String mark(String symbol, String word) {
    return console.terminal().utf8() ? symbol : word;
  }

  private void start() throws IOException, InterruptedException {
    Path shell = samples.shellScript();
    jstartup.run("start", jar().toString(), "--name", "demo-http", "--", folder.toString());
    jstartup.run("start", shell.toString(), "--name", "demo-shell", "--", folder.toString());
    look();
  }

  private void look() throws IOException, InterruptedException {
    httpPid = samples.httpPid();
    shellPid = samples.shellPid();
    console.say(
        "  http://127.0.0.1:"
            + samples.content("http.port")
            + " answers from pid "
            + httpPid
            + ", the script has pid "
            + shellPid);
  }

  private void crash() throws IOException, InterruptedException {
    Path pidFile = folder.resolve("home").resolve("pm2.pid");
    long pid = Long.parseLong(Files.readString(pidFile).trim());
    ProcessHandle supervisor =
        ProcessHandle.of(pid).orElseThrow(() -> new StepFailed("no supervisor with pid " + pid));
    supervisor.destroyForcibly();
    supervisor.onExit().join();
    samePids();
  }

  private void adopt() throws IOException, InterruptedException {
    jstartup.run("resurrect");
    String list = jstartup.run("jlist");
    require(list.contains("\"pid\":" + httpPid), "the server was not adopted: " + list);
    require(list.contains("\"pid\":" + shellPid), "the script was not adopted: " + list);
    require(list.split("\"pm2_env\":", -1).length == 3, "there are not two processes: " + list);
    samePids();
  }

  private void samePids() throws IOException, InterruptedException {
    require(samples.httpPid() == httpPid, "the server runs with another pid");
    require(samples.shellPid() == shellPid, "the script runs with another pid");
  }

  private void end() throws IOException, InterruptedException {
    jstartup.run("kill");
    console.say("  the server: " + samples.content("http.closed"));
    console.say("  the script: " + samples.content("shell.closed"));
    require(!Samples.alive(httpPid) && !Samples.alive(shellPid), "an app is still alive");
    samples.forget();
  }

  private void resurrect() throws IOException, InterruptedException {
    jstartup.run("resurrect");
    look();
  }

  /** Only shown: what cannot be installed here is no failure of the demo. */
  private void hook() throws IOException, InterruptedException {
    console.say("The boot hook that this machine would get (jstartup startup --dry-run):");
    Jstartup.Result preview = jstartup.runForCaller("startup", "--dry-run");
    indented(preview);
    if (preview.exitCode() != 0) {
      console.say("On a machine that systemd runs it would be this, and why it can't be here:");
      console.say("(jstartup startup systemd --dry-run)");
      indented(jstartup.runForCaller("startup", "systemd", "--dry-run"));
    }
  }

  private void indented(Jstartup.Result result) {
    result.output().lines().forEach(line -> console.say("  " + line));
  }

  private static void require(boolean shown, String otherwise) {
    if (!shown) {
      throw new StepFailed(otherwise);
    }
  }

  private static Path jar() {
    try {
      URI own = Demo.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(own).resolveSibling("demo.jar");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized void cleanUp() {
    try {
      if (Files.exists(folder)) {
        jstartup.run("kill");
        delete(folder);
      }
    } catch (IOException | InterruptedException | StepFailed e) {
      console.say("could not clean up " + folder + ": " + e.getMessage());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

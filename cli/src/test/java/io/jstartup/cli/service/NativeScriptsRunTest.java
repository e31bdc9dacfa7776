package io.jstartup.cli.service;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.generator.RenderedFile;
import io.jstartup.platforms.service.ServicePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scripts of services without a runner do, run by real shells: their folders are the test's, and an uptime where one is named. */
final class NativeScriptsRunTest extends NativePlans {
  private static final String NAME = "jstartup-www@slow-0";

  /** The head of a session and its child write down each SIGUSR2; the head ends then, unless it is told not to. */
  private static final String FAMILY =
      """
      import os, signal, sys, time
      folder, stays = sys.argv[1], sys.argv[2] == "stays"
      parent = os.getpid()
      who = "child" if os.fork() == 0 else "head"
      def told(number, frame):
          with open(folder + "/told-" + who, "a") as file:
              file.write("told\\n")
          if who == "head" and not stays:
              os._exit(0)
      signal.signal(signal.SIGUSR2, told)
      open(folder + "/ready-" + who, "w").close()
      while True:
          time.sleep(0.05)
      """;

  private Path state;
  private Path service;

  @BeforeEach
  void makeFolders() throws IOException {
    state = Files.createDirectories(machine.resolve("state"));
    service = Files.createDirectories(machine.resolve("service/supervise")).getParent();
    Files.writeString(machine.resolve("gate"), "");
    Files.writeString(service.resolve("supervise/stat"), "run");
  }

  /** 089 is no octal number. */
  @ParameterizedTest
  @ValueSource(strings = {"dash", "busybox sh"})
  void aMachineMayHaveBootedLessThanASecondAgo(String shell) throws Exception {
    ServicePlan plan = slow("{\"autorestart\": true, \"treekill\": false}");
    Files.writeString(state.resolve("pid"), "4711\n");
    Files.writeString(state.resolve("started"), "5\n");
    Path uptime = Files.writeString(machine.resolve("uptime"), "0.89 0.70\n");
    String text = script(plan, "finish").replace("/proc/uptime", uptime.toString());
    assertEquals("", run(shell, text, "1", "0"));
    assertEquals("5 0 0\n", Files.readString(state.resolve("history")));
  }

  /** What the stop has told already is not told again by what runs after the end of the main process. */
  @Test
  void aChildGetsTheStopSignalOnce() throws Exception {
    ServicePlan plan = slow("{\"treekill\": true, \"kill_timeout\": 100000}");
    Process head = family("ends");
    long child = child(head);
    run("dash", script(plan, "control/t"));
    assertTrue(head.waitFor(60, SECONDS));
    awaitTold("child");
    endedSoFinishRuns();
    String[] stop = Files.readString(state.resolve("stop")).split(" ", 3);
    long since = Long.parseLong(stop[1]) - 10_001; // its time is over
    Files.writeString(state.resolve("stop"), stop[0] + " " + since + " " + stop[2]);
    run("dash", script(plan, "finish"), "0", "0");
    assertEquals(List.of("told"), Files.readAllLines(machine.resolve("told-child")));
    assertFalse(lives(child));
  }

  /** Its time began with the stop, and is over. */
  @Test
  void aChildHasWhatIsLeftOfTheTimeSinceTheStop() throws Exception {
    ServicePlan plan = slow("{\"treekill\": true, \"kill_timeout\": 100000}");
    Process head = family("ends");
    long child = child(head);
    long since = uptime() - 10_001;
    Files.writeString(state.resolve("stop"), head.pid() + " " + since + " " + child + "\n");
    head.destroyForcibly().waitFor();
    endedSoFinishRuns();
    long begin = System.nanoTime();
    run("dash", script(plan, "finish"), "-1", "9");
    long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
    assertTrue(seconds < 60, "it waited for " + seconds + " s");
    assertFalse(lives(child));
    assertFalse(Files.exists(machine.resolve("told-child")));
  }

  /** 'sv force-stop' and 'sv exit', which each shutdown runs one after the other: the one asks for SIGKILL after 7 s. */
  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void whoIsBeingStoppedIsNeitherStoppedAgainNorKilledBeforeItsTime(String tree) throws Exception {
    ServicePlan plan = slow("{\"treekill\": " + tree + ", \"kill_timeout\": 100000}");
    Process head = family("stays");
    long child = child(head);
    assertEquals(1, code("dash", script(plan, "control/k")), "nobody stops it: runsv kills");
    run("dash", script(plan, "control/t"));
    Path told = machine.resolve("told-head");
    awaitTold("head");
    run("dash", script(plan, "control/t"));
    assertEquals(0, code("dash", script(plan, "control/k")), "it has its time");
    assertEquals(List.of("told"), Files.readAllLines(told));
    Files.writeString(state.resolve("stop"), head.pid() + " " + (uptime() - 10_600) + "\n");
    assertEquals(1, code("dash", script(plan, "control/k")), "its time is over");
    endedSoFinishRuns();
    head.destroyForcibly().waitFor();
    ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** As a service has it: the head of a session, whose pid runsv has written down. */
  private Process family(String end) throws Exception {
    Process head =
        new ProcessBuilder("setsid", "python3", "-c", FAMILY, machine.toString(), end).start();
    for (String who : List.of("head", "child")) {
      while (!Files.exists(machine.resolve("ready-" + who))) {
        assertTrue(head.isAlive(), "it ended by itself");
      }
    }
    Files.writeString(service.resolve("supervise/pid"), head.pid() + "\n");
    Files.writeString(state.resolve("pid"), head.pid() + "\n");
    Files.writeString(state.resolve("started"), "1\n");
    return head;
  }

  private void awaitTold(String who) throws Exception {
    Path told = machine.resolve("told-" + who);
    long end = System.nanoTime() + SECONDS.toNanos(60);
    while (!Files.exists(told) || Files.size(told) == 0) {
      assertTrue(System.nanoTime() < end, who + " was not told");
    }
  }

  private static long child(Process head) {
    return head.children().findFirst().orElseThrow().pid();
  }

  /** Who has ended may be left as a zombie by who adopted it. */
  private static boolean lives(long pid) throws IOException {
    Path stat = Path.of("/proc/" + pid + "/stat");
    return Files.exists(stat) && !Files.readString(stat).matches("(?s).*\\) [ZX] .*");
  }

  private static long uptime() throws IOException {
    return Long.parseLong(Files.readString(Path.of("/proc/uptime")).split(" ")[0].replace(".", ""));
  }

  /** runsv's file has that one's pid then: who is to kill the main process in time finds another. */
  private void endedSoFinishRuns() throws IOException {
    Files.writeString(service.resolve("supervise/pid"), "0\n");
  }

  private ServicePlan slow(String fields) throws IOException {
    return scripts("runit", NativeApps.instances("slow", fields));
  }

  private String script(ServicePlan plan, String name) {
    Path folder = Path.of("/etc/sv", NAME);
    return NativeFiles.files(plan).stream()
        .filter(file -> file.path().equals(folder.resolve(name)))
        .map(RenderedFile::text)
        .findFirst()
        .orElseThrow()
        .replace("/run/jstartup/" + NAME, state.toString())
        .replace("/etc/jstartup/jstartup-www@apps.on", machine.resolve("gate").toString());
  }

  /** In the service's folder, as runsv does; what it says. */
  private String run(String shell, String text, String... arguments) throws Exception {
    Path said = machine.resolve("said");
    int code = code(shell, text, arguments);
    assertEquals(0, code, Files.readString(said));
    return Files.readString(said);
  }

  private int code(String shell, String text, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(shell.split(" ")));
    boolean here = Files.isExecutable(Path.of("/usr/bin", command.get(0)));
    assumeTrue(
        "true".equals(System.getenv("CI")) || here,
        "no '" + command.get(0) + "' on this machine; run-tests installs it");
    command.add(Files.writeString(machine.resolve("script"), text).toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(service.toFile())
        .redirectErrorStream(true)
        .redirectOutput(machine.resolve("said").toFile())
        .start()
        .waitFor();
  }
}

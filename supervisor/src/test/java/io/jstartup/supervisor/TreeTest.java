package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.platforms.os.Capability;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apps that are many processes, without cgroups. */
class TreeTest {
  private static final List<String> ALL = List.of("all");

  /** Each forks twice, in a session of its own, so that neither parent nor group nor session tells whose it is. */
  static final String FORKERS =
      """
      import os, sys, time
      folder, count = sys.argv[1], int(sys.argv[2])
      for i in range(count):
          if os.fork() == 0:
              os.setsid()
              if os.fork() == 0:
                  open(f'{folder}/{os.getpid()}', 'w').close()
                  time.sleep(1000)
              os._exit(0)
      open(f'{folder}/ready', 'w').close()
      while True:
          time.sleep(1000)
      """;

  @TempDir Path folder;
  private TestDaemon daemon;

  @AfterEach
  void endDaemon() throws Exception {
    if (daemon != null) {
      daemon.close();
    }
    for (int pid : marks()) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private AppSpec forkers(int count) {
    List<String> args = List.of("-c", FORKERS, folder.toString(), "" + count);
    return daemon.app("tree", "/usr/bin/python3", args);
  }

  /** The pids that left a file. */
  private List<Integer> marks() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("\\d+"))
          .map(Integer::parseInt)
          .toList();
    }
  }

  private List<Integer> awaitMarks(int count) throws Exception {
    Await.until("all are there", () -> marks().size() == count);
    return marks();
  }

  private static List<Integer> living(List<Integer> pids) {
    return pids.stream().filter(TestDaemon::alive).toList();
  }

  private static AppSpec stoppedBy(AppSpec app, StopSignal signal, int millis, boolean tree) {
    return TestDaemon.with(app, new StopPolicy(signal, Duration.ofMillis(millis), tree));
  }

  @Test
  void leavesNoSurvivorOf400DaemonsOfAnApp() throws Exception {
    TestDaemon.needs(Capability.ENVIRONMENT_SEARCH);
    daemon = new TestDaemon(folder).launch();
    daemon.start(stoppedBy(forkers(400), StopSignal.SIGINT, 60_000, true));
    List<Integer> pids = awaitMarks(400);
    assertTrue(daemon.client.stop(ALL, SupervisorClient.QUIET).ok());
    assertEquals(List.of(), living(pids));
    assertFalse(daemon.log().contains("SIGKILL"), daemon.log());
  }

  @Test
  void leavesNoSurvivorThoughThereAreFewDescriptors() throws Exception {
    TestDaemon.needs(Capability.ENVIRONMENT_SEARCH);
    daemon = new TestDaemon(folder).limitedTo("ulimit -n 200").launch();
    daemon.start(forkers(400));
    List<Integer> pids = awaitMarks(400);
    Outcome outcome = daemon.client.stop(ALL, SupervisorClient.QUIET);
    assertTrue(outcome.ok(), outcome.problems().toString());
    assertEquals(List.of(), living(pids));
    assertTrue(daemon.log().contains("cannot reach all its processes"), daemon.log());
  }

  /** A shell whose command is ended before it hears of the stop itself begins its next one, which nobody tells: then only SIGKILL helps. */
  @Test
  void asksTheMainProcessFirst() throws Exception {
    daemon = new TestDaemon(folder).launch();
    Path ready = folder.resolve("ready");
    String loop = "trap 'exit 0' TERM; : > " + ready + "; while :; do sleep 1000; done";
    AppSpec app = stoppedBy(daemon.shell("shell", loop), StopSignal.SIGTERM, 3000, true);
    for (int i = 0; i < 20; i++) {
      Files.deleteIfExists(ready);
      daemon.start(app);
      Await.until("it is ready", () -> Files.exists(ready) && runsSleep(daemon.row("shell").pid()));
      assertTrue(daemon.client.delete(ALL, SupervisorClient.QUIET).ok());
    }
    assertFalse(daemon.log().contains("SIGKILL"), daemon.log());
  }

  /** Not before: between fork and exec a child of a shell may have its handlers, and lose a signal. */
  private static boolean runsSleep(int pid) throws Exception {
    String child = Files.readString(Path.of("/proc/" + pid + "/task/" + pid + "/children")).strip();
    return !child.isEmpty()
        && Files.readString(Path.of("/proc/" + child + "/comm")).equals("sleep\n");
  }

  @Test
  void sparesTheChildrenWhenAskedTo() throws Exception {
    daemon = new TestDaemon(folder).launch();
    daemon.start(stoppedBy(forkers(3), StopSignal.SIGTERM, 5000, false));
    List<Integer> pids = awaitMarks(3);
    assertTrue(daemon.client.stop(ALL, SupervisorClient.QUIET).ok());
    assertEquals(pids, living(pids));
  }

  @Test
  void isDoneOnlyWhenWhatIgnoredItsSignalIsGoneThoughItsChildrenAreSpared() throws Exception {
    daemon = new TestDaemon(folder).launch();
    String deaf = "trap '' TERM; : > " + folder + "/$$; while :; do sleep 0.1; done";
    daemon.start(stoppedBy(daemon.shell("deaf", deaf), StopSignal.SIGTERM, 100, false));
    int first = awaitMarks(1).get(0);
    Outcome outcome = daemon.client.restart(ALL, SupervisorClient.QUIET);
    assertTrue(outcome.ok(), outcome.problems().toString());
    assertFalse(TestDaemon.alive(first));
    awaitMarks(2);
    int second = daemon.row("deaf").pid();
    assertTrue(daemon.client.delete(ALL, SupervisorClient.QUIET).ok());
    assertFalse(TestDaemon.alive(second));
  }

  /** An app that has ended and left this one. */
  private int leftover(String app) throws Exception {
    int before = marks().size();
    String child = "echo > " + folder + "/$$; exec sleep 1000";
    String script = "setsid sh -c '" + child + "' & exit 1";
    AppSpec once = TestDaemon.with(daemon.shell(app, script), TestDaemon.onceOnly());
    daemon.start(stoppedBy(once, StopSignal.SIGTERM, 5000, true)); // sh has it ignore SIGINT
    List<Integer> pids = new ArrayList<>(awaitMarks(before + 1));
    Await.until("it ended", () -> daemon.row(app).status().equals("stopped"));
    pids.removeIf(pid -> !TestDaemon.alive(pid));
    return pids.get(0);
  }

  @Test
  void stopsWhatAnAppThatEndedHasLeft() throws Exception {
    TestDaemon.needs(Capability.ENVIRONMENT_SEARCH);
    daemon = new TestDaemon(folder).launch();
    int first = leftover("stopped");
    assertTrue(daemon.client.stop(ALL, SupervisorClient.QUIET).ok());
    assertFalse(TestDaemon.alive(first), "stop");
    int second = leftover("deleted");
    assertTrue(daemon.client.delete(List.of("deleted"), SupervisorClient.QUIET).ok());
    assertFalse(TestDaemon.alive(second), "delete");
    int third = leftover("restarted");
    assertTrue(daemon.client.restart(List.of("restarted"), SupervisorClient.QUIET).ok());
    assertFalse(TestDaemon.alive(third), "restart");
    assertEquals(0, daemon.row("restarted").restarts());
    Await.until("it left another", () -> living(marks()).size() == 1);
    int fourth = living(marks()).get(0);
    daemon.client.kill(SupervisorClient.QUIET);
    assertFalse(TestDaemon.alive(fourth), "kill");
  }

  @Test
  void killStopsWhatAnAppHasLeftThoughAnotherThatFailedComesFirst() throws Exception {
    TestDaemon.needs(Capability.ENVIRONMENT_SEARCH);
    daemon = new TestDaemon(folder).launch();
    daemon.start(daemon.app("failed", folder.resolve("missing").toString(), List.of()));
    assertEquals("errored", daemon.row("failed").status());
    int pid = leftover("web");
    daemon.client.kill(SupervisorClient.QUIET);
    assertFalse(TestDaemon.alive(pid));
  }

  @Test
  void stopsWhatAnAppThatEndedHasLeftToAnAdopter() throws Exception {
    TestDaemon.needs(Capability.ENVIRONMENT_SEARCH);
    daemon = new TestDaemon(folder).launch();
    int pid = leftover("web");
    daemon.kill9();
    daemon.launch();
    assertTrue(daemon.client.delete(ALL, SupervisorClient.QUIET).ok());
    assertFalse(TestDaemon.alive(pid));
  }

  @Test
  void reapsWhatItsAppsLeaveBehind() throws Exception {
    TestDaemon.needs(Capability.ORPHANS);
    daemon = new TestDaemon(folder).launch();
    daemon.start(forkers(20));
    List<Integer> pids = awaitMarks(20);
    Path status = Path.of("/proc/" + pids.get(0) + "/status");
    String parent = "PPid:\t" + daemon.pid() + "\n";
    Await.until("its parent has ended", () -> Files.readString(status).contains(parent));
    pids.forEach(pid -> ProcessHandle.of(pid).orElseThrow().destroyForcibly());
    Await.until("they are reaped", () -> pids.stream().noneMatch(TreeTest::listed));
    assertEquals("online", daemon.row("tree").status());
  }

  @Test
  void takesNoExitCodeOfItsAppsForThatOfAnOrphan() throws Exception {
    TestDaemon.needs(Capability.EXACT_EXIT);
    daemon = new TestDaemon(folder).launch();
    List<AppSpec> apps = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      String orphan = "(setsid sh -c 'sleep 0." + i % 3 + "' &); sleep 0." + i % 4;
      apps.add(
          TestDaemon.with(
              daemon.shell("app" + i, orphan + "; exit " + (100 + i)), TestDaemon.onceOnly()));
    }
    daemon.start(apps.toArray(AppSpec[]::new));
    for (int i = 0; i < 30; i++) {
      String name = "app" + i;
      Await.until("it ended", () -> daemon.row(name).pid() == 0);
      String reason = daemon.row(name).reason();
      assertTrue(reason.contains("exited with " + (100 + i)), reason);
    }
  }

  private static boolean listed(int pid) {
    return Files.exists(Path.of("/proc/" + pid));
  }

  @Test
  void endsWhatDroppedItsEnvironmentButNotItsParent() throws Exception {
    TestDaemon.needs(Capability.EXIT_OF_ADOPTED);
    daemon = new TestDaemon(folder).launch();
    String child = "echo > " + folder + "/$$; while :; do sleep 1; done";
    daemon.start(daemon.shell("bare", "env -i setsid sh -c '" + child + "' & wait"));
    List<Integer> pids = awaitMarks(1);
    assertTrue(daemon.client.stop(ALL, SupervisorClient.QUIET).ok());
    assertEquals(List.of(), living(pids));
  }

  @Test
  void signalsNobodyElse() throws Exception {
    daemon = new TestDaemon(folder).launch();
    Process stranger =
        new ProcessBuilder("setsid", "sleep", "1000")
            .redirectErrorStream(true)
            .start(); // started by the same user, and alike
    try {
      daemon.start(daemon.app("sleep", "/bin/sleep", List.of("1000")), forkers(10));
      awaitMarks(10);
      assertTrue(daemon.client.stop(ALL, SupervisorClient.QUIET).ok());
      assertTrue(stranger.isAlive());
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void waitsNoLongerThanTheLongestTimeoutAndASecond() throws Exception {
    daemon = new TestDaemon(folder).launch();
    List<AppSpec> apps = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String deaf = "trap '' TERM; : > " + folder + "/$$; while :; do sleep 0.2; done";
      apps.add(stoppedBy(daemon.shell("deaf" + i, deaf), StopSignal.SIGTERM, 300 + i * 20, true));
    }
    long starting = System.nanoTime();
    daemon.start(apps.toArray(AppSpec[]::new));
    List<Integer> pids = awaitMarks(20);
    long from = System.nanoTime();
    daemon.client.kill(SupervisorClient.QUIET);
    long took = (System.nanoTime() - from) / 1_000_000;
    long pace =
        (from - starting) / 1_000_000; // a busy machine takes as much longer as for the start
    assertTrue(took < 680 + 1000 + pace, took + " ms, started in " + pace + " ms");
    assertFalse(pids.stream().anyMatch(TestDaemon::alive));
  }
}

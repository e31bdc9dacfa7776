package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import io.jstartup.supervisor.control.StartMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of running apps when the supervisor is killed. */
class AdoptionTest {
  private static final List<String> ALL = List.of("all");

  @TempDir Path folder;
  private TestDaemon daemon;

  @BeforeEach
  void startDaemon() throws Exception {
    daemon = new TestDaemon(folder).launch();
  }

  @AfterEach
  void endDaemon() throws Exception {
    daemon.close();
  }

  private List<Integer> pids() {
    return daemon.client.list().stream().map(ProcessRow::pid).toList();
  }

  @Test
  void writesDownLaterWhatADiskThatWasFullDidNotTake() throws Exception {
    daemon.start(daemon.shell("before", "exec sleep 1000; : " + "x".repeat(20_000)));
    String limit = "--fsize=" + Files.size(daemon.home.liveState()) + ":unlimited";
    limit(limit);
    daemon.start(daemon.shell("meanwhile", "exec sleep 1000"));
    assertFalse(Files.readString(daemon.home.liveState()).contains("meanwhile"));
    limit("--fsize=unlimited:unlimited");
    Await.until(
        "it is written down",
        () -> Files.readString(daemon.home.liveState()).contains("meanwhile"));
  }

  private void limit(String limit) throws Exception {
    String pid = Integer.toString(daemon.pid());
    assertEquals(0, new ProcessBuilder("prlimit", "--pid", pid, limit).start().waitFor());
  }

  @Test
  void doesNotStartAgainWhatItCannotTellToBeGone() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    int pid = daemon.row("web").pid();
    daemon.kill9();
    daemon.launch(DaemonMain.NO_ADOPTION);
    assertEquals("errored", daemon.row("web").status());
    assertTrue(daemon.row("web").reason().contains("no descriptors"), daemon.row("web").reason());
    daemon.kill9();
    daemon.launch();
    daemon.client.list();
    assertTrue(TestDaemon.alive(pid));
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void takesOverWhatRunsAndStopsItGracefully() throws Exception {
    Path done = folder.resolve("done");
    Path ready = folder.resolve("ready");
    daemon.start(
        daemon.shell(
            "web",
            "trap 'sleep 0.2; : > "
                + done
                + "; exit 0' INT; : > "
                + ready
                + "; while :; do sleep 0.02; done"),
        daemon.shell("other", "exec sleep 1000"));
    Await.until("it is ready", () -> Files.exists(ready));
    daemon.client.stop(List.of("other"), SupervisorClient.QUIET);
    List<Integer> before = pids();
    long uptime = daemon.row("web").uptimeMillis();
    daemon.kill9();
    assertTrue(TestDaemon.alive(before.get(0)));
    daemon.launch();
    assertEquals(before, pids());
    assertEquals("online", daemon.row("web").status());
    assertEquals("stopped", daemon.row("other").status());
    assertEquals(0, daemon.row("web").restarts());
    assertTrue(daemon.row("web").uptimeMillis() >= uptime);
    assertTrue(daemon.client.stop(List.of("web"), SupervisorClient.QUIET).ok());
    assertTrue(Files.exists(done));
    assertFalse(TestDaemon.alive(before.get(0)));
  }

  @Test
  void endsOrderlyByASignalThatCameBeforeItTookOver() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    int pid = pids().get(0);
    daemon.kill9();
    Process successor =
        new ProcessBuilder(TestDaemon.command(daemon.home, DaemonMain.TERM_EARLY))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("successor.log").toFile())
            .start();
    assertEquals(0, successor.waitFor());
    assertFalse(TestDaemon.alive(pid));
    daemon.launch();
    assertEquals(List.of(), daemon.client.list());
  }

  @Test
  void noticesTheDeathOfWhatItAdopted() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    int before = pids().get(0);
    daemon.kill9();
    daemon.launch();
    ProcessHandle.of(before).orElseThrow().destroyForcibly();
    Await.until("it was restarted", () -> daemon.row("web").restarts() == 1);
    assertEquals("online", daemon.row("web").status());
  }

  @Test
  void restartsWhatDiedBetweenTwoSupervisors() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    int before = pids().get(0);
    daemon.kill9();
    ProcessHandle.of(before).orElseThrow().destroyForcibly();
    Await.until("it is dead", () -> !TestDaemon.alive(before));
    daemon.launch();
    Await.until("it runs again", () -> daemon.row("web").status().equals("online"));
    assertTrue(pids().get(0) != before);
  }

  @Test
  void finishesTheStopThatWasUnderWay() throws Exception {
    stopUnderWay(Duration.ofSeconds(1));
  }

  @Test
  void leavesAStopThatWasUnderWayNoMoreThanItsTime() throws Exception {
    stopUnderWay(Duration.ofMinutes(2));
  }

  /** The supervisor dies as soon as it has begun, which its successor takes for a minute ago and more. */
  private void stopUnderWay(Duration timeout) throws Exception {
    AppSpec deaf =
        daemon.shell("deaf", "trap '' INT; : > deaf.ready; while :; do sleep 0.05; done");
    daemon.start(TestDaemon.with(deaf, new StopPolicy(StopSignal.SIGINT, timeout, true)));
    Await.until("ready", () -> Files.exists(daemon.home.home().resolve("deaf.ready")));
    int pid = pids().get(0);
    int supervisor = daemon.pid();
    Thread stopper =
        new Thread(
            () -> {
              try (SupervisorClient other =
                  SupervisorClient.connect(daemon.home.socket()).orElseThrow()) {
                other.stop(ALL, SupervisorClient.QUIET);
              } catch (Exception e) {
                return; // the supervisor is killed under it
              }
            });
    stopper.start();
    Await.until("it is stopping", () -> daemon.row("deaf").status().equals("stopping"));
    assertEquals(supervisor, daemon.pid());
    daemon.kill9();
    stopper.join();
    assertTrue(TestDaemon.alive(pid));
    String began = Long.toString(System.currentTimeMillis() - timeout.toMillis());
    String live = Files.readString(daemon.home.liveState());
    Files.writeString(
        daemon.home.liveState(),
        live.replaceAll("\"stoppingSince\":[1-9]\\d*", "\"stoppingSince\":" + began));
    daemon.launch();
    Await.until("it is stopped", () -> daemon.row("deaf").status().equals("stopped"));
    assertFalse(TestDaemon.alive(pid));
  }

  @Test
  void doublesNothingWhenKilledWhileStartingFifty() throws Exception {
    List<AppSpec> apps = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      apps.add(daemon.shell("app" + i, "exec sleep 1000"));
    }
    ProcessHandle supervisor = ProcessHandle.of(daemon.pid()).orElseThrow();
    Thread starter =
        new Thread(
            () -> {
              try (SupervisorClient other =
                  SupervisorClient.connect(daemon.home.socket()).orElseThrow()) {
                other.start(apps, StartMode.NEW, SupervisorClient.QUIET);
              } catch (Exception e) {
                return; // the supervisor is killed under it
              }
            });
    starter.start();
    Await.until("some run", () -> supervisor.children().count() > 5);
    supervisor.destroyForcibly();
    supervisor.onExit().get();
    starter.join();
    daemon.launch();
    Await.until(
        "all are online",
        () -> daemon.client.list().stream().allMatch(row -> row.status().equals("online")));
    assertEquals(50, daemon.client.list().size());
    // one that is just executing its program has no environment for a moment
    Await.until("each runs once", () -> new HashSet<>(pids()).equals(running()));
  }

  /** The processes that carry this home in their environment, as the kernel has it. */
  private Set<Integer> running() {
    String home = "JSTARTUP_HOME=" + daemon.home.home();
    return ProcessHandle.allProcesses()
        .filter(handle -> environment(handle.pid()).contains(home))
        .map(handle -> (int) handle.pid())
        .collect(Collectors.toSet());
  }

  private static String environment(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/environ"));
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void adoptsNothingFromAnotherBoot() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    int pid = pids().get(0);
    daemon.kill9();
    String live = Files.readString(daemon.home.liveState());
    Files.writeString(daemon.home.liveState(), live.replaceFirst("\"init\":\\d+", "\"init\":1"));
    daemon.launch();
    assertEquals(List.of(), daemon.client.list());
    assertTrue(daemon.log().contains("of another boot"));
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  /** An app whose child outlives each stop; the child's pid. */
  private int startSparing() throws Exception {
    Path child = daemon.home.home().resolve("child");
    String spared = "setsid sh -c 'echo $$ > child; exec sleep 1000' & exec sleep 1000";
    daemon.start(
        TestDaemon.with(
            daemon.shell("web", spared),
            new StopPolicy(StopSignal.SIGINT, Duration.ofSeconds(10), false)));
    Await.until("its child runs", () -> Files.exists(child) && Files.size(child) > 1);
    return Integer.parseInt(Files.readString(child).trim());
  }

  /** The app was started again, and its earlier child left as it is. */
  private void assertStartedBeside(int child) {
    assertTrue(TestDaemon.alive(child));
    assertEquals("online", daemon.row("web").status());
    assertFalse(pids().contains(child), daemon.client.list().toString());
    ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
  }

  private void endChildren() {
    running().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  @Test
  void doesNotTakeWhatAStopSparedForTheApp() throws Exception {
    try {
      int first = startSparing();
      daemon.client.save(false);
      daemon.client.kill(SupervisorClient.QUIET);
      daemon.launch();
      daemon.client.resurrect(SupervisorClient.QUIET);
      assertStartedBeside(first);
      Path file = daemon.home.home().resolve("child");
      Await.until("its child runs", () -> Integer.parseInt(Files.readString(file).trim()) != first);
      int second = Integer.parseInt(Files.readString(file).trim());
      daemon.client.delete(ALL, SupervisorClient.QUIET);
      daemon.client.resurrect(SupervisorClient.QUIET);
      assertStartedBeside(second);
    } finally {
      daemon.client.delete(ALL, SupervisorClient.QUIET);
      endChildren();
    }
  }

  @Test
  void doesNotTakeWhatTheRunBeforeLeftForTheOneThatWasAboutToStart() throws Exception {
    try {
      int child = startSparing();
      int main = pids().get(0);
      daemon.kill9();
      ProcessHandle.of(main).orElseThrow().destroyForcibly();
      Await.until("it is dead", () -> !TestDaemon.alive(main));
      long now = OperatingSystems.current().now();
      String live = Files.readString(daemon.home.liveState());
      String launching =
          live.replace("\"actual\":\"ONLINE\"", "\"actual\":\"LAUNCHING\"")
              .replaceAll("\"pid\":\\d+,\"startTime\":\\d+", "\"pid\":0,\"startTime\":0")
              .replaceAll("\"launchedAfter\":\\d+", "\"launchedAfter\":" + now);
      Files.writeString(daemon.home.liveState(), launching);
      daemon.launch();
      Await.until("it is online", () -> daemon.row("web").status().equals("online"));
      assertStartedBeside(child);
    } finally {
      daemon.client.delete(ALL, SupervisorClient.QUIET);
      endChildren();
    }
  }

  @Test
  void startsNoSecondCopyOfWhatCouldNotBeAdopted() throws Exception {
    daemon.start(
        TestDaemon.with(
            daemon.shell("web", "exec sleep 1000"),
            new StopPolicy(StopSignal.SIGTERM, Duration.ofSeconds(5), false)));
    int pid = pids().get(0);
    daemon.kill9();
    daemon.launch(DaemonMain.NO_ADOPTION);
    assertEquals("errored", daemon.row("web").status());
    assertFalse(daemon.client.restart(ALL, SupervisorClient.QUIET).ok());
    assertEquals("errored", daemon.row("web").status());
    assertEquals(Set.of(pid), running());
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  @Test
  void ignoresATornTail() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    List<Integer> before = pids();
    daemon.kill9();
    String live = Files.readString(daemon.home.liveState());
    Files.writeString(daemon.home.liveState(), live + "{\"t\":\"gone\",\"u\":\"");
    daemon.launch();
    assertEquals(before, pids());
  }

  @Test
  void resurrectsNothingOverWhatRunsWhenTheLiveStateIsLost() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"), daemon.shell("b", "exec sleep 1000"));
    List<Integer> before = pids();
    daemon.client.save(false);
    daemon.kill9();
    Files.delete(daemon.home.liveState());
    daemon.launch("boot");
    assertEquals(before, pids());
    assertTrue(daemon.log().contains("runs already, adopted"));
  }

  @Test
  void takesNoStopOfEverythingForTheUsersWish() throws Exception {
    AppSpec deaf =
        daemon.shell("deaf", "trap '' INT; : > deaf.ready; while :; do sleep 0.05; done");
    daemon.start(
        TestDaemon.with(deaf, new StopPolicy(StopSignal.SIGINT, Duration.ofSeconds(2), true)));
    Await.until("ready", () -> Files.exists(daemon.home.home().resolve("deaf.ready")));
    daemon.client.save(false);
    ProcessHandle supervisor = ProcessHandle.of(daemon.pid()).orElseThrow();
    supervisor.destroy();
    Await.until("it is ending", () -> daemon.log().contains("got SIGTERM"));
    daemon.kill9();
    daemon.launch("boot");
    Await.until("it runs again", () -> daemon.row("deaf").status().equals("online"));
    assertTrue(daemon.row("deaf").pid() > 0);
  }
}

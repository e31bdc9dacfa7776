package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.supervisor.client.SupervisorClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of running apps when the supervisor is killed. */
class AdoptionTest extends WithDaemon {
  private static final List<String> ALL = List.of("all");

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
    daemon.start(
        graceful("web", "sleep 0.2; : > " + done), daemon.shell("other", "exec sleep 1000"));
    awaitHearing("web");
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
    Await.until("it is gone", () -> TestDaemon.gone(before));
    daemon.launch();
    Await.until("it runs again", () -> daemon.row("web").status().equals("online"));
    assertTrue(pids().get(0) != before);
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
    return awaitChild(child, 0);
  }

  /** The pid in this file, once there is one and not this one; a shell makes it empty first. */
  private static int awaitChild(Path file, int before) throws Exception {
    Await.until(
        "its child runs",
        () -> {
          String text = Files.exists(file) ? Files.readString(file) : "";
          return text.endsWith("\n") && !text.equals(before + "\n");
        });
    return Integer.parseInt(Files.readString(file).trim());
  }

  /** The app was started again, and its earlier child left as it is. */
  private void assertStartedBeside(int child) {
    assertTrue(TestDaemon.alive(child));
    assertEquals("online", daemon.row("web").status());
    assertFalse(pids().contains(child), daemon.client.list().toString());
    ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
  }

  private void endChildren() {
    Tagged.pids(daemon.home.home())
        .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
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
      int second = awaitChild(daemon.home.home().resolve("child"), first);
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
    assertEquals(Set.of(pid), Tagged.pids(daemon.home.home()));
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }
}

package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.supervisor.client.SupervisorClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Twenty apps, some of them deaf to all but SIGKILL, each with its own time. */
class StopAllTest extends WithDaemon {
  private static final int APPS = 20;
  private static final int EACH_DEAF = 4;
  private static final Duration LONGEST = Duration.ofMillis(1500);
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** How long they took to start: a busy machine takes as much longer for their end. */
  private Duration pace;

  @BeforeEach
  void startThem() throws Exception {
    AppSpec[] apps = new AppSpec[APPS];
    for (int i = 0; i < APPS; i++) {
      apps[i] = app(i);
    }
    long from = System.nanoTime();
    daemon.start(apps);
    for (int i = 0; i < APPS; i += EACH_DEAF) {
      Path ready = ready(i);
      Await.until("it is deaf", () -> Files.exists(ready));
    }
    pace = Duration.ofNanos(System.nanoTime() - from);
  }

  private Path ready(int i) {
    return folder.resolve("ready-" + i);
  }

  private AppSpec app(int i) {
    boolean deaf = i % EACH_DEAF == 0;
    String script =
        deaf
            ? "trap '' INT TERM; : > '" + ready(i) + "'; while :; do sleep 0.5; done"
            : "exec sleep 1000";
    Duration timeout = i == 0 ? LONGEST : LONGEST.minusMillis(i * 50L);
    return TestDaemon.with(
        daemon.shell("app-" + i, script), new StopPolicy(StopSignal.SIGINT, timeout, true));
  }

  private void assertInTime(long fromNanos) {
    Duration took = Duration.ofNanos(System.nanoTime() - fromNanos);
    assertTrue(took.compareTo(LONGEST.plus(GRACE).plus(pace)) <= 0, took.toString());
    assertTrue(took.compareTo(LONGEST) >= 0, took.toString());
  }

  private static void assertGone(List<Integer> pids) {
    assertEquals(APPS, pids.size());
    assertEquals(List.of(), pids.stream().filter(TestDaemon::alive).toList());
  }

  @Test
  void stoppingAllTakesNoLongerThanTheLongestOfThem() {
    List<Integer> pids = pids();
    long from = System.nanoTime();
    assertTrue(daemon.client.stop(List.of("all"), SupervisorClient.QUIET).ok());
    assertInTime(from);
    assertGone(pids);
  }

  @Test
  void neitherDoesASignalToTheSupervisor() throws Exception {
    List<Integer> pids = pids();
    ProcessHandle supervisor = ProcessHandle.of(daemon.pid()).orElseThrow();
    long from = System.nanoTime();
    supervisor.destroy();
    supervisor.onExit().get();
    assertInTime(from);
    assertGone(pids);
  }
}

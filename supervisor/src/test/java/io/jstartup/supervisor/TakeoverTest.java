package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.CrashLoop;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.model.ready.Probe;
import io.jstartup.model.ready.ReadyPolicy;
import io.jstartup.supervisor.client.SupervisorClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a supervisor had counted and decided is its successor's, too. */
class TakeoverTest extends WithDaemon {
  private static final List<String> NAMES = List.of("gone", "late", "again");

  private static RestartPolicy policy(int max, long minUptime) {
    RestartPolicy usual = RestartPolicy.DEFAULT;
    return new RestartPolicy(
        true, max, Duration.ofMillis(minUptime), usual.delay(), usual.initialBackoff(), Set.of());
  }

  private void end(String name) throws Exception {
    Await.until(name + " runs", () -> daemon.row(name).pid() > 0);
    ProcessHandle.of(daemon.row(name).pid()).orElseThrow().destroyForcibly();
  }

  private void awaitRestarts(String name, int restarts) throws Exception {
    Await.until(
        name + " was restarted or given up",
        () ->
            daemon.row(name).restarts() == restarts || daemon.row(name).status().equals("errored"));
    assertEquals(restarts, daemon.row(name).restarts(), daemon.row(name).reason());
  }

  @Test
  void slowsDownWhatEndedBeforeAndAfter() throws Exception {
    RestartPolicy policy = policy(16, 1).slowedBy(new CrashLoop(3, Duration.ofMinutes(10)));
    daemon.start(TestDaemon.with(daemon.shell("slow", "exec sleep 1000"), policy));
    for (int restarts = 1; restarts < 3; restarts++) {
      end("slow");
      awaitRestarts("slow", restarts);
    }
    daemon.kill9();
    daemon.launch();
    end("slow");
    awaitRestarts("slow", 3);
    assertTrue(daemon.log().contains(", 3 times in "), daemon.log());
    assertTrue(daemon.log().contains("restarting in 100 ms"), daemon.log());
  }

  @Test
  void doesNotGiveUpForEndsThatWereLongAgo() throws Exception {
    String oddRunsFail =
        "echo >> runs; [ $(($(wc -l < runs) % 2)) = 0 ] || exit 3; exec sleep 1000";
    daemon.start(TestDaemon.with(daemon.shell("web", oddRunsFail), policy(2, 500)));
    awaitRestarts("web", 1);
    Await.until("its ends count no more", () -> daemon.row("web").uptimeMillis() > 1_000);
    daemon.client.update(TestDaemon.program(), "");
    end("web");
    awaitRestarts("web", 3);
  }

  /** Deaf to its stop signal in its first run, and healthy for as long as there is a file of its name. */
  private AppSpec deaf(String name, RestartPolicy policy) throws Exception {
    Files.createFile(daemon.home.home().resolve(name));
    String deaf = "[ -e NAME.deaf ] || trap '' INT; : > NAME.deaf; while :; do sleep 0.05; done";
    StopPolicy slow = new StopPolicy(StopSignal.SIGINT, Duration.ofMinutes(1), true);
    Probe probe =
        new Probe(Probe.Kind.FILE, List.of(name), Duration.ofMillis(50), Duration.ofSeconds(5), 1);
    AppSpec app = TestDaemon.with(daemon.shell(name, deaf.replace("NAME", name)), slow);
    return TestDaemon.with(app, policy)
        .withReady(
            new ReadyPolicy(false, false, Duration.ZERO, Optional.empty(), Optional.of(probe)));
  }

  private static RestartPolicy delayed(Duration delay) {
    return new RestartPolicy(true, 16, Duration.ofMillis(1), delay, Duration.ZERO, Set.of());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endsAStopAsItWasMeantToEnd(boolean update) throws Exception {
    daemon.start(
        deaf("gone", policy(1, 3_600_000)),
        deaf("late", delayed(Duration.ofHours(1))),
        deaf("again", policy(16, 1)));
    Path home = daemon.home.home();
    for (String name : NAMES) {
      Await.until(name + " is deaf", () -> Files.exists(home.resolve(name + ".deaf")));
    }
    List<Integer> pids = pids();
    Files.delete(home.resolve("gone"));
    Files.delete(home.resolve("late"));
    meanwhile(client -> client.restart(List.of("again"), SupervisorClient.QUIET));
    Await.until("all are stopping", () -> Set.copyOf(statuses()).equals(Set.of("stopping")));
    if (update) {
      daemon.client.update(TestDaemon.program(), "");
    } else {
      daemon.kill9();
      daemon.launch();
    }
    assertEquals(pids, pids());
    Files.createFile(home.resolve("gone"));
    Files.createFile(home.resolve("late"));
    pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    Await.until(
        "all stops are over",
        () -> statuses().stream().noneMatch(it -> it.equals("stopping") || it.equals("launching")));
    assertEquals(List.of("errored", "waiting restart", "online"), statuses());
    assertTrue(reason("gone").startsWith("its health probe failed"), reason("gone"));
    assertTrue(reason("late").startsWith("its health probe failed"), reason("late"));
    assertEquals(1, daemon.row("again").restarts());
  }

  private String reason(String name) {
    return daemon.row(name).reason();
  }
}

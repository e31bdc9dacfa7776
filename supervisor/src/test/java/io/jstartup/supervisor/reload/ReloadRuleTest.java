package io.jstartup.supervisor.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Launch;
import io.jstartup.model.LogFiles;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.Status;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.WatchPolicy;
import io.jstartup.model.exec.Execution;
import io.jstartup.model.listen.ListenAddress;
import io.jstartup.model.ready.ReadyPolicy;
import io.jstartup.supervisor.reload.ReloadRule.Judgement;
import io.jstartup.supervisor.reload.ReloadRule.Verdict;
import io.jstartup.supervisor.reload.ReloadRule.Way;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which way an app is reloaded, and what a new process must do to be taken. */
class ReloadRuleTest {
  private static AppSpec app(long minUptime) {
    RestartPolicy restart =
        new RestartPolicy(
            true, 16, Duration.ofMillis(minUptime), Duration.ZERO, Duration.ZERO, Set.of());
    return new AppSpec(
        "web",
        AppSpec.DEFAULT_NAMESPACE,
        new Launch("/bin/true", List.of(), Launch.NO_INTERPRETER, List.of(), "/", Map.of()),
        1,
        AppSpec.DEFAULT_INSTANCE_VAR,
        "",
        false,
        true,
        StopPolicy.DEFAULT,
        restart,
        new LogFiles("/dev/null", "/dev/null", true),
        "",
        Duration.ofMillis(3000),
        ReadyPolicy.AT_ONCE,
        Execution.INHERITED,
        WatchPolicy.OFF,
        Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "true, 0, START",
    "true, 1, BESIDE",
    "true, 4, BESIDE",
    "false, 0, START",
    "false, 1, RESTART",
    "false, 2, ONE_BY_ONE",
  })
  void onlyWhatSharesItsSocketsGetsAProcessBesideIt(boolean listens, int running, Way way) {
    List<ListenAddress> sockets = listens ? List.of(ListenAddress.of("8080")) : List.of();
    assertEquals(way, ReloadRule.way(app(1000).withListen(sockets), running));
  }

  @ParameterizedTest
  @CsvSource({
    // status, late, its uptime, min_uptime, verdict, look again in ms
    "LAUNCHING, false, 0, 1000, WAIT, 30000",
    "LAUNCHING, false, 9000, 1000, WAIT, 30000",
    "LAUNCHING, true, 3000, 1000, FAILED, 0",
    "ONLINE, true, 5000, 1000, FAILED, 0",
    "ONLINE, false, 10, 1000, WAIT, 990",
    "ONLINE, false, 999, 1000, WAIT, 1",
    "ONLINE, false, 1000, 1000, PROVEN, 0",
    "ONLINE, false, 0, 0, PROVEN, 0",
    "ONLINE, false, 29999, 3600000, WAIT, 1",
    "ONLINE, false, 30000, 3600000, PROVEN, 0",
    "ERRORED, false, 0, 1000, FAILED, 0",
    "STOPPED, false, 0, 1000, FAILED, 0",
    "STOPPING, false, 5000, 1000, FAILED, 0",
    "WAITING_RESTART, false, 0, 1000, FAILED, 0",
  })
  void aNewProcessIsTakenOnceItIsReadyAndHasBeenUpForItsMinUptime(
      Status status, boolean late, long uptime, long minUptime, Verdict verdict, long delay) {
    Judgement judgement = ReloadRule.judge(status, late, Duration.ofMillis(uptime), app(minUptime));
    assertEquals(verdict, judgement.verdict());
    assertEquals(Duration.ofMillis(delay), judgement.delay());
  }

  @Test
  void oneThatIsNotReadyInTimeIsToldByItsTimeLimit() {
    String why = ReloadRule.judge(Status.LAUNCHING, true, Duration.ofMillis(3001), app(0)).why();
    assertEquals("it was not ready within its listen_timeout of 3000 ms", why);
  }
}

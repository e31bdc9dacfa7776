package io.jstartup.supervisor.restart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.RestartPolicy;
import io.jstartup.platforms.os.Exit;
import io.jstartup.supervisor.restart.RestartDecision.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestartRuleTest {
  private static final long MS = 1_000_000;
  private static final Exit FAILURE = new Exit.Code(1);

  private static RestartPolicy policy(int max, long delay, long backoff, Integer... stopCodes) {
    return new RestartPolicy(
        true,
        max,
        Duration.ofMillis(1000),
        Duration.ofMillis(delay),
        Duration.ofMillis(backoff),
        Set.of(stopCodes));
  }

  /** Runs that each last so long, until it gives up or 1000 are over; the number of them. */
  private static int runsUntilGivenUp(RestartPolicy policy, long uptimeMillis) {
    RestartHistory history = RestartHistory.startingAt(0);
    long now = 0;
    for (int run = 1; run <= 1000; run++) {
      long started = now;
      now += uptimeMillis * MS;
      RestartDecision decision = RestartRule.decide(policy, history, FAILURE, started, now);
      if (decision.verdict() == Verdict.GIVE_UP) {
        return run;
      }
      now += decision.delay().toNanos();
      history = decision.history();
    }
    return 1001;
  }

  @Test
  void restartsAfterEveryExitCode() {
    for (int code = 0; code < 256; code++) {
      RestartDecision decision = decide(policy(16, 0, 0), new Exit.Code(code), 5000);
      assertEquals(Verdict.RESTART, decision.verdict());
      assertEquals(Duration.ZERO, decision.delay());
    }
  }

  @Test
  void staysDownWithoutAutorestart() {
    RestartPolicy never =
        new RestartPolicy(false, 16, Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO, Set.of());
    assertEquals(Verdict.STAY_DOWN, decide(never, FAILURE, 5000).verdict());
  }

  @Test
  void staysDownAfterAStopExitCode() {
    RestartPolicy policy = policy(16, 0, 0, 0, 3);
    assertEquals(Verdict.STAY_DOWN, decide(policy, new Exit.Code(3), 5).verdict());
    assertEquals(Verdict.STAY_DOWN, decide(policy, new Exit.Code(0), 5).verdict());
    assertEquals(Verdict.RESTART, decide(policy, new Exit.Code(1), 5).verdict());
  }

  @Test
  void takesADeathBySignalForNoExitCode() {
    RestartPolicy policy = policy(16, 0, 0, 0, 9, 137);
    assertEquals(Verdict.RESTART, decide(policy, new Exit.Killed(9, false), 5000).verdict());
    assertEquals(Verdict.RESTART, decide(policy, new Exit.Unknown(), 5000).verdict());
  }

  @Test
  void givesUpAfterMaxRestartsUnstableExits() {
    assertEquals(16, runsUntilGivenUp(policy(16, 0, 0), 10));
    assertEquals(3, runsUntilGivenUp(policy(3, 0, 0), 999));
    assertEquals(1, runsUntilGivenUp(policy(1, 0, 0), 0));
  }

  @Test
  void givesUpAlsoWithADelay() {
    assertEquals(16, runsUntilGivenUp(policy(16, 50, 0), 10));
  }

  @Test
  void neverGivesUpOnRunsThatLastMinUptime() {
    assertEquals(1001, runsUntilGivenUp(policy(16, 0, 0), 1000));
  }

  @Test
  void waitsTheRestartDelay() {
    assertEquals(Duration.ofMillis(250), decide(policy(16, 250, 0), FAILURE, 5000).delay());
  }

  @Test
  void growsTheBackoffByHalfUpToItsLimit() {
    List<Long> delays = new ArrayList<>();
    RestartHistory history = RestartHistory.startingAt(0);
    for (int i = 0; i < 16; i++) {
      RestartDecision decision =
          RestartRule.decide(policy(100, 0, 100), history, FAILURE, 0, 2000 * MS);
      history = decision.history();
      delays.add(decision.delay().toMillis());
    }
    assertEquals(List.of(100L, 150L, 225L, 337L, 505L), delays.subList(0, 5));
    assertEquals(15_000L, delays.get(15));
  }

  @Test
  void beginsTheBackoffAnewAfterALongRun() {
    RestartHistory grown = new RestartHistory(0, 0, Duration.ofMillis(9000));
    RestartDecision decision =
        RestartRule.decide(policy(16, 0, 100), grown, FAILURE, 0, 30_000 * MS);
    assertEquals(Duration.ofMillis(100), decision.delay());
  }

  @Test
  void prefersTheBackoffToTheDelay() {
    assertEquals(Duration.ofMillis(100), decide(policy(16, 700, 100), FAILURE, 5000).delay());
  }

  @Test
  void worksWhereTheClockWraps() {
    long start = Long.MAX_VALUE - 5 * MS;
    RestartHistory history = RestartHistory.startingAt(start);
    RestartDecision decision =
        RestartRule.decide(policy(2, 0, 0), history, FAILURE, start, start + 10 * MS);
    assertEquals(1, decision.history().unstable());
  }

  @Test
  void saysWhy() {
    RestartHistory worn = new RestartHistory(0, 15, Duration.ZERO);
    RestartDecision decision =
        RestartRule.decide(policy(16, 0, 0), worn, new Exit.Killed(11, true), 0, MS);
    assertTrue(decision.reason().startsWith("killed by signal 11 (core dumped), 16 times"));
  }

  private static RestartDecision decide(RestartPolicy policy, Exit exit, long uptimeMillis) {
    RestartHistory history = RestartHistory.startingAt(0);
    return RestartRule.decide(policy, history, exit, 0, uptimeMillis * MS);
  }
}

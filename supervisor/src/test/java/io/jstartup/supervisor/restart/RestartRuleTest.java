package io.jstartup.supervisor.restart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.CrashLoop;
import io.jstartup.model.RestartPolicy;
import io.jstartup.platforms.os.Exit;
import io.jstartup.supervisor.restart.RestartDecision.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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

  /** The waits before the restarts of one that was well for so long each time, in ms. */
  private static List<Long> waits(RestartPolicy policy, long wellMillis, int runs) {
    RestartHistory history = RestartHistory.startingAt(0);
    List<Long> waits = new ArrayList<>();
    long now = 0;
    for (int run = 0; run < runs; run++) {
      long started = now;
      now += (wellMillis + 60_000) * MS;
      RestartDecision decision =
          RestartRule.decideUnwell(
              policy, history, "sick", Duration.ofMillis(wellMillis), started, now);
      assertEquals(Verdict.RESTART, decision.verdict());
      waits.add(decision.delay().toMillis());
      now += decision.delay().toNanos();
      history = decision.history();
    }
    return waits;
  }

  /** A file that is missing for a moment is looked for only at a start that was asked for. */
  @Test
  void whatEndedByItselfIsRememberedThoughNoCrashLoopIsLookedFor() {
    RestartPolicy policy = RestartPolicy.DEFAULT.slowedBy(new CrashLoop(0, Duration.ZERO));
    RestartHistory history = RestartHistory.startingAt(0);
    assertTrue(history.isFresh());
    long hour = Duration.ofHours(1).toNanos();
    assertFalse(RestartRule.decide(policy, history, new Exit.Code(1), 0, hour).history().isFresh());
  }

  @Test
  void whatIsNeverWellWaitsLongerEachTime() {
    assertEquals(List.of(100L, 150L, 225L, 338L), waits(policy(16, 0, 0), 0, 4));
    assertEquals(
        List.of(5000L, 7500L, 11_250L, 15_000L, 15_000L), waits(policy(16, 5000, 0), 0, 5));
    assertEquals(List.of(20L, 30L, 45L), waits(policy(16, 0, 20), 0, 3));
    assertEquals(List.of(0L, 0L), waits(policy(16, 0, 0), 40_000, 2));
    assertEquals(List.of(20L, 20L), waits(policy(16, 0, 20), 40_000, 2));
  }

  @Test
  void whatIsNotWellAtOnceIsGivenUp() {
    RestartHistory history = RestartHistory.startingAt(0);
    long now = 0;
    RestartDecision decision;
    int runs = 0;
    do {
      decision =
          RestartRule.decideUnwell(
              policy(3, 0, 0), history, "sick", Duration.ZERO, now, now + 100 * MS);
      now += 100 * MS + decision.delay().toNanos();
      history = decision.history();
    } while (++runs < 10 && decision.verdict() == Verdict.RESTART);
    assertEquals(3, runs);
    assertTrue(decision.reason().startsWith("sick, 3 times in "), decision.reason());
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
    assertEquals(List.of(100L, 150L, 225L, 338L, 507L), delays.subList(0, 5));
    assertEquals(15_000L, delays.get(15));
  }

  @Test
  void beginsTheBackoffAnewAfterALongRun() {
    RestartHistory grown = new RestartHistory(0, 0, Duration.ofMillis(9000));
    RestartDecision decision =
        RestartRule.decide(policy(16, 0, 100), grown, FAILURE, 0, 30_000 * MS);
    assertEquals(Duration.ofMillis(100), decision.delay());
  }

  /** The delays after so many runs that each last so long. */
  private static List<Long> delays(RestartPolicy policy, long uptimeMillis, int runs) {
    List<Long> delays = new ArrayList<>();
    RestartHistory history = RestartHistory.startingAt(0);
    long now = 0;
    for (int i = 0; i < runs; i++) {
      long started = now;
      now += uptimeMillis * MS;
      RestartDecision decision = RestartRule.decide(policy, history, FAILURE, started, now);
      history = decision.history();
      delays.add(decision.delay().toMillis());
      now += decision.delay().toNanos();
    }
    return delays;
  }

  @Test
  void slowsDownACrashLoopThatIsTooSlowToBeUnstable() {
    List<Long> delays = delays(policy(16, 0, 0), 1100, 40);
    assertEquals(Collections.nCopies(15, 0L), delays.subList(0, 15));
    assertEquals(List.of(100L, 150L, 225L), delays.subList(15, 18));
    assertEquals(15_000L, delays.get(39));
    assertEquals(15_000L, delays(policy(16, 0, 0), 3700, 40).get(39));
  }

  @Test
  void leavesAloneWhatEndsLessOften() {
    assertEquals(Collections.nCopies(200, 0L), delays(policy(16, 0, 0), 4100, 200));
    assertEquals(
        Collections.nCopies(200, 0L), delays(policy(16, 0, 0).slowedBy(CrashLoop.OFF), 1100, 200));
  }

  @Test
  void slowsDownFromTheRestartDelayOn() {
    List<Long> delays = delays(policy(16, 1000, 0), 1100, 40);
    assertEquals(List.of(1000L, 1000L, 1500L), delays.subList(14, 17));
    RestartPolicy patient = policy(16, 20_000, 0);
    assertEquals(
        Collections.nCopies(40, 20_000L),
        delays(patient.slowedBy(new CrashLoop(2, Duration.ofHours(1))), 1100, 40));
  }

  @Test
  void endsACrashLoopWithARunThatLasts() {
    RestartHistory slow = new RestartHistory(0, 0, Duration.ofMillis(9000));
    assertEquals(
        Duration.ofMillis(13_500),
        RestartRule.decide(policy(16, 0, 0), slow, FAILURE, 0, 29_999 * MS).delay());
    RestartDecision healthy = RestartRule.decide(policy(16, 0, 0), slow, FAILURE, 0, 30_000 * MS);
    assertEquals(Duration.ZERO, healthy.delay());
    assertEquals(Duration.ZERO, healthy.history().lastBackoff());
  }

  @Test
  void takesAWiderWindowWhenAsked() {
    RestartPolicy wide = policy(16, 0, 0).slowedBy(new CrashLoop(5, Duration.ofMinutes(10)));
    List<Long> delays = delays(wide, 60_000, 20);
    assertEquals(List.of(0L, 100L, 150L), delays.subList(3, 6));
    assertEquals(15_000L, delays.get(19));
  }

  @Test
  void growsEvenTheSmallestBackoff() {
    List<Long> delays = delays(policy(100, 0, 1), 2000, 40);
    assertEquals(List.of(1L, 2L, 3L, 5L), delays.subList(0, 4));
    assertEquals(15_000L, delays.get(39));
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
    assertTrue(
        decision.reason().startsWith("killed by signal 11 (core dumped) after 1 ms, 16 times"));
  }

  private static RestartDecision decide(RestartPolicy policy, Exit exit, long uptimeMillis) {
    RestartHistory history = RestartHistory.startingAt(0);
    return RestartRule.decide(policy, history, exit, 0, uptimeMillis * MS);
  }

  /** The waits after starts that failed, in ms, until it is given up or ten were made; each start took no time. */
  private static List<Long> waitsNotStarted(RestartPolicy policy, RestartHistory first) {
    RestartHistory history = first;
    List<Long> waits = new ArrayList<>();
    long now = 0;
    while (waits.size() < 10) {
      RestartDecision decision = RestartRule.decideNotStarted(policy, history, "no folder", now);
      assertTrue(decision.reason().startsWith("no folder"), decision.reason());
      if (decision.verdict() == Verdict.GIVE_UP) {
        return waits;
      }
      waits.add(decision.delay().toMillis());
      now += decision.delay().toNanos();
      history = decision.history();
    }
    return waits;
  }

  @Test
  void aStartThatFailsIsTriedAgainLaterAndLaterWhereWhatItLacksMayCome() {
    RestartHistory fresh = RestartHistory.startingAt(0);
    RestartHistory ran = RestartHistory.goingOnAt(0);
    assertEquals(List.of(), waitsNotStarted(policy(16, 0, 0), fresh));
    assertEquals(
        List.of(100L, 150L, 225L, 338L), waitsNotStarted(policy(16, 0, 0), ran).subList(0, 4));
    assertEquals(List.of(100L, 150L), waitsNotStarted(policy(3, 0, 0), ran));
    assertEquals(List.of(400L, 400L), waitsNotStarted(policy(3, 400, 0), fresh));
    assertEquals(List.of(100L, 150L), waitsNotStarted(policy(3, 0, 5), fresh));
    RestartPolicy even = policy(4, 0, 0).slowedBy(CrashLoop.OFF);
    assertEquals(List.of(100L, 100L, 100L), waitsNotStarted(even, ran));
  }
}

package io.jstartup.supervisor.restart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.CrashLoop;
import io.jstartup.model.RestartPolicy;
import io.jstartup.platforms.os.Exit;
import io.jstartup.supervisor.restart.RestartDecision.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class RestartRuleProperties {
  private static final long MS = 1_000_000;
  private static final Exit FAILURE = new Exit.Code(1);

  /** One run of an app: how long it lasted and how it ended. */
  record Run(long millis, Exit exit) {}

  @Provide
  Arbitrary<Exit> exits() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, 255).map(code -> (Exit) new Exit.Code(code)),
        Arbitraries.integers().between(1, 64).map(signal -> (Exit) new Exit.Killed(signal, false)),
        Arbitraries.just((Exit) new Exit.Unknown()));
  }

  @Provide
  Arbitrary<Run> runs() {
    Arbitrary<Long> millis =
        Arbitraries.oneOf(
            Arbitraries.longs().between(0, 1500), Arbitraries.longs().between(0, 100_000));
    return Combinators.combine(millis, exits()).as(Run::new);
  }

  @Provide
  Arbitrary<CrashLoop> loops() {
    Arbitrary<CrashLoop> some =
        Combinators.combine(
                Arbitraries.integers().between(2, 30), Arbitraries.longs().between(1, 600_000))
            .as((exits, millis) -> new CrashLoop(exits, Duration.ofMillis(millis)));
    return Arbitraries.oneOf(some, Arbitraries.of(CrashLoop.OFF, CrashLoop.DEFAULT));
  }

  @Provide
  Arbitrary<RestartPolicy> policies() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 40),
            Arbitraries.longs().between(1, 5000),
            Arbitraries.longs().between(0, 40_000),
            Arbitraries.longs().between(0, 40_000),
            Arbitraries.integers().between(0, 255).set().ofMaxSize(4),
            loops())
        .as(
            (max, minUptime, delay, backoff, codes, loop) ->
                policy(max, minUptime, delay > 20_000 ? 0 : delay, backoff > 20_000 ? 0 : backoff)
                    .slowedBy(loop));
  }

  private static RestartPolicy policy(int max, long minUptime, long delay, long backoff) {
    return new RestartPolicy(true, max, ms(minUptime), ms(delay), ms(backoff), Set.of(7));
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  @Property(tries = 400)
  void onlyItsExitCodeOrItsCrashesKeepItDown(
      @ForAll("policies") RestartPolicy policy,
      @ForAll @Size(max = 60) List<@From("runs") Run> runs) {
    RestartHistory history = RestartHistory.startingAt(0);
    long now = 0;
    int soon = 0;
    for (Run run : runs) {
      long started = now;
      now += run.millis() * MS;
      soon += run.millis() < policy.minUptime().toMillis() ? 1 : 0;
      RestartDecision decision = RestartRule.decide(policy, history, run.exit(), started, now);
      boolean wished = run.exit().equals(new Exit.Code(7));
      assertEquals(wished, decision.verdict() == Verdict.STAY_DOWN);
      if (decision.verdict() == Verdict.GIVE_UP) {
        assertTrue(soon >= policy.maxRestarts(), decision.reason());
      }
      if (decision.verdict() != Verdict.RESTART) {
        return;
      }
      now += decision.delay().toNanos();
      history = decision.history();
    }
  }

  @Property(tries = 400)
  void waitsNoLongerThanAskedForOrItsLimitAndRemembersNoMoreThanItNeeds(
      @ForAll("policies") RestartPolicy policy,
      @ForAll @Size(max = 60) List<@From("runs") Run> runs) {
    Duration longest =
        policy.delay().compareTo(RestartRule.LONGEST_BACKOFF) > 0
            ? policy.delay()
            : RestartRule.LONGEST_BACKOFF;
    RestartHistory history = RestartHistory.startingAt(0);
    long now = 0;
    for (Run run : runs) {
      long started = now;
      now += run.millis() * MS;
      RestartDecision decision = RestartRule.decide(policy, history, run.exit(), started, now);
      assertTrue(decision.delay().compareTo(longest) <= 0, decision.toString());
      assertTrue(!decision.delay().isNegative(), decision.toString());
      history = decision.history();
      assertTrue(history.recentExits().size() <= Math.max(1, policy.crashLoop().exits()));
      if (decision.verdict() == Verdict.RESTART && policy.initialBackoff().isZero()) {
        assertTrue(decision.delay().compareTo(policy.delay()) >= 0, decision.toString());
      }
      now += decision.delay().toNanos();
    }
  }

  /** The least that anybody may rely on: no app spins for ever at full speed, however fast or slow it fails. */
  @Property(tries = 300)
  void everyCrashLoopEndsSlowOrErrored(
      @ForAll @LongRange(min = 0, max = 3_740) long uptimeMillis,
      @ForAll @LongRange(min = 0, max = 9) long delay) {
    RestartHistory history = RestartHistory.startingAt(0);
    long now = 0;
    for (int i = 0; i < 60; i++) {
      long started = now;
      now += uptimeMillis * MS;
      RestartDecision decision =
          RestartRule.decide(policy(16, 1000, delay, 0), history, FAILURE, started, now);
      if (decision.verdict() == Verdict.GIVE_UP) {
        return;
      }
      now += decision.delay().toNanos();
      history = decision.history();
    }
    assertEquals(RestartRule.LONGEST_BACKOFF, history.lastBackoff());
  }

  @Property(tries = 300)
  void theGrowingDelayNeverShrinksBeforeARunOf30Seconds(
      @ForAll @LongRange(min = 1, max = 20_000) long first,
      @ForAll @Size(max = 40) List<@LongRange(min = 0, max = 60_000) Long> uptimes) {
    RestartPolicy policy = policy(100, 1, 0, first);
    RestartHistory history = RestartHistory.startingAt(0);
    Duration last = Duration.ZERO;
    for (long uptime : uptimes) {
      RestartDecision decision = RestartRule.decide(policy, history, FAILURE, 0, uptime * MS);
      boolean healthy = uptime >= 30_000;
      Duration least = healthy || last.isZero() ? ms(Math.min(first, 15_000)) : last;
      assertTrue(decision.delay().compareTo(least) >= 0, decision.toString());
      assertTrue(!healthy || decision.delay().equals(least), decision.toString());
      last = decision.delay();
      history = decision.history();
    }
  }

  @Property(tries = 300)
  void onlyDifferencesOfTimeCount(
      @ForAll("policies") RestartPolicy policy,
      @ForAll @Size(max = 40) List<@From("runs") Run> runs,
      @ForAll long shift) {
    RestartHistory here = RestartHistory.startingAt(0);
    RestartHistory there = RestartHistory.startingAt(shift);
    long now = 0;
    for (Run run : runs) {
      long started = now;
      now += run.millis() * MS;
      RestartDecision a = RestartRule.decide(policy, here, run.exit(), started, now);
      RestartDecision b =
          RestartRule.decide(policy, there, run.exit(), started + shift, now + shift);
      assertEquals(a.verdict(), b.verdict());
      assertEquals(a.delay(), b.delay());
      assertEquals(a.reason(), b.reason());
      here = a.history();
      there = b.history();
      now += a.delay().toNanos();
    }
  }

  /** PM2's own counting, written down the way its documentation tells it. */
  @Property(tries = 300)
  void countsUnstableRestartsAsPm2Does(
      @ForAll @IntRange(min = 1, max = 20) int max,
      @ForAll @LongRange(min = 1, max = 3000) long minUptime,
      @ForAll @Size(max = 60) List<@LongRange(min = 0, max = 4000) Long> uptimes) {
    RestartPolicy policy = policy(max, minUptime, 0, 0).slowedBy(CrashLoop.OFF);
    RestartHistory history = RestartHistory.startingAt(0);
    long now = 0;
    int unstable = 0;
    for (long uptime : uptimes) {
      now += uptime;
      unstable += now < minUptime * max && uptime < minUptime ? 1 : 0;
      RestartDecision decision =
          RestartRule.decide(policy, history, FAILURE, (now - uptime) * MS, now * MS);
      assertEquals(unstable >= max, decision.verdict() == Verdict.GIVE_UP);
      if (unstable >= max) {
        return;
      }
      assertEquals(unstable, decision.history().unstable());
      history = decision.history();
    }
  }
}

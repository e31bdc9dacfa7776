package io.jstartup.supervisor.restart;

import io.jstartup.model.RestartPolicy;
import io.jstartup.platforms.os.Exit;
import io.jstartup.supervisor.restart.RestartDecision.Verdict;
import java.time.Duration;

/**
 * Whether and when an instance that ended by itself is started again. Pure: facts in, decision out.
 *
 * <p>As in PM2, an exit is unstable when it comes within {@code minUptime} of its start and within {@code minUptime * maxRestarts} of
 * the first one; {@code maxRestarts} of them give up. Other than in PM2, giving up is final also when a delay is set, and a death by a
 * signal is no exit code at all, so it never matches {@code stopExitCodes}.
 */
public final class RestartRule {
  /** The growing delay never passes this. */
  public static final Duration LONGEST_BACKOFF = Duration.ofMillis(15_000);

  /** An uptime of this much starts the growing delay anew. */
  public static final Duration BACKOFF_RESET = Duration.ofMillis(30_000);

  private RestartRule() {}

  /**
   * Decides.
   *
   * @param startedNanos when the process started, on the same clock as {@code nowNanos}
   */
  public static RestartDecision decide(
      RestartPolicy policy, RestartHistory history, Exit exit, long startedNanos, long nowNanos) {
    if (!policy.autorestart()) {
      return down(history, describe(exit) + ", autorestart is off");
    }
    if (exit instanceof Exit.Code code && policy.stopExitCodes().contains(code.code())) {
      return down(history, describe(exit) + ", which is one of its stop_exit_codes");
    }
    Duration uptime = Duration.ofNanos(nowNanos - startedNanos);
    int unstable = history.unstable() + (unstable(policy, history, uptime, nowNanos) ? 1 : 0);
    if (unstable >= policy.maxRestarts()) {
      return giveUp(policy, exit, nowNanos, unstable);
    }
    Duration backoff = backoff(policy, history, uptime);
    RestartHistory next = new RestartHistory(history.sinceNanos(), unstable, backoff);
    return new RestartDecision(Verdict.RESTART, next.delay(policy), describe(exit), next);
  }

  /** {@code exited with code 1}, {@code killed by signal 9}. */
  public static String describe(Exit exit) {
    if (exit instanceof Exit.Code code) {
      return "exited with code " + code.code();
    }
    if (exit instanceof Exit.Killed killed) {
      return "killed by signal " + killed.signal() + (killed.core() ? " (core dumped)" : "");
    }
    return "ended while no supervisor watched";
  }

  private static boolean unstable(
      RestartPolicy policy, RestartHistory history, Duration uptime, long nowNanos) {
    Duration age = Duration.ofNanos(nowNanos - history.sinceNanos());
    Duration window = policy.minUptime().multipliedBy(policy.maxRestarts());
    return age.compareTo(window) < 0 && uptime.compareTo(policy.minUptime()) < 0;
  }

  private static Duration backoff(RestartPolicy policy, RestartHistory history, Duration uptime) {
    if (policy.initialBackoff().isZero()) {
      return Duration.ZERO;
    }
    Duration last = history.lastBackoff();
    if (last.isZero() || uptime.compareTo(BACKOFF_RESET) >= 0) {
      return min(policy.initialBackoff(), LONGEST_BACKOFF);
    }
    return min(Duration.ofMillis(last.toMillis() * 3 / 2), LONGEST_BACKOFF);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static RestartDecision down(RestartHistory history, String reason) {
    return new RestartDecision(Verdict.STAY_DOWN, Duration.ZERO, reason, history);
  }

  private static RestartDecision giveUp(
      RestartPolicy policy, Exit exit, long nowNanos, int unstable) {
    String reason =
        describe(exit)
            + ", "
            + unstable
            + " times within "
            + policy.minUptime().toMillis()
            + " ms of its start (max_restarts "
            + policy.maxRestarts()
            + ")";
    return new RestartDecision(
        Verdict.GIVE_UP, Duration.ZERO, reason, RestartHistory.startingAt(nowNanos));
  }
}

package io.jstartup.supervisor.restart;

import io.jstartup.model.CrashLoop;
import io.jstartup.model.RestartPolicy;
import io.jstartup.platforms.os.Exit;
import io.jstartup.supervisor.restart.RestartDecision.Verdict;
import java.time.Duration;
import java.util.List;

/**
 * Whether and when an instance that ended by itself is started again. Pure: facts in, decision out.
 *
 * <p>As in PM2, an exit is unstable when it comes within {@code minUptime} of its start and within {@code minUptime * maxRestarts} of
 * the first one; {@code maxRestarts} of them give up. Other than in PM2, giving up is final also when a delay is set, and a death by a
 * signal is no exit code at all, so it never matches {@code stopExitCodes}. And what ends too slowly to be unstable, but as often as
 * the app's {@link CrashLoop} says, is restarted with a growing delay, until a run lasts.
 */
public final class RestartRule {
  /** The growing delay never passes this. */
  public static final Duration LONGEST_BACKOFF = Duration.ofMillis(15_000);

  /** An uptime of this much starts the growing delay anew. */
  public static final Duration BACKOFF_RESET = Duration.ofMillis(30_000);

  /** The first wait of an app that was found in a crash loop. */
  public static final Duration CRASH_LOOP_BACKOFF = Duration.ofMillis(100);

  /** The least wait after a start that failed: what it lacks is hardly there sooner. */
  public static final Duration LEAST_AFTER_FAILED_START = Duration.ofMillis(100);

  private RestartRule() {}

  /**
   * Decides.
   *
   * @param startedNanos when the process started, on the same clock as {@code nowNanos}
   */
  public static RestartDecision decide(
      RestartPolicy policy, RestartHistory history, Exit exit, long startedNanos, long nowNanos) {
    Duration uptime = Duration.ofNanos(nowNanos - startedNanos);
    String end = describe(exit) + " after " + Elapsed.text(uptime);
    if (!policy.autorestart()) {
      return down(history, end + ", autorestart is off");
    }
    if (exit instanceof Exit.Code code && policy.stopExitCodes().contains(code.code())) {
      return down(history, end + ", which is one of its stop_exit_codes");
    }
    int unstable = history.unstable() + (unstable(policy, history, uptime, nowNanos) ? 1 : 0);
    if (unstable >= policy.maxRestarts()) {
      String often = times(unstable, nowNanos - history.sinceNanos());
      return giveUp(end + often, nowNanos);
    }
    List<Long> exits = history.exitsWith(nowNanos, policy.crashLoop());
    Duration backoff = backoff(policy, history, exits, uptime);
    RestartHistory next = new RestartHistory(history.sinceNanos(), unstable, backoff, exits);
    boolean slowedDown = policy.initialBackoff().isZero() && !backoff.isZero();
    String often = slowedDown ? times(exits.size(), nowNanos - exits.get(0)) : "";
    return new RestartDecision(Verdict.RESTART, next.delay(policy), end + often, next);
  }

  /**
   * Decides for one that is to be stopped because it doesn't go on well. It is down for a moment anyway, so that it waits each time but
   * the first after it went on well for long enough; whether it is restarted by itself after an end doesn't matter.
   *
   * @param why for people
   * @param well how long it went on well; zero: never in this run
   */
  public static RestartDecision decideUnwell(
      RestartPolicy policy,
      RestartHistory history,
      String why,
      Duration well,
      long startedNanos,
      long nowNanos) {
    Duration uptime = Duration.ofNanos(nowNanos - startedNanos);
    int unstable = history.unstable() + (unstable(policy, history, uptime, nowNanos) ? 1 : 0);
    if (unstable >= policy.maxRestarts()) {
      return giveUp(why + times(unstable, nowNanos - history.sinceNanos()), nowNanos);
    }
    List<Long> exits = history.exitsWith(nowNanos, policy.crashLoop());
    Duration backoff = unwellBackoff(policy, history, well);
    RestartHistory next = new RestartHistory(history.sinceNanos(), unstable, backoff, exits);
    return new RestartDecision(Verdict.RESTART, next.delay(policy), why, next);
  }

  /**
   * Decides for one that could not be started. What is missing may come, when it was there before or the app waits between its starts
   * anyway: such a start is an unstable end, with a growing wait. One that never ran is given up at once, as whoever asked is there.
   *
   * @param why for people
   */
  public static RestartDecision decideNotStarted(
      RestartPolicy policy, RestartHistory history, String why, long nowNanos) {
    if (!policy.autorestart() || history.isFresh() && !policy.waits()) {
      return giveUp(why, nowNanos);
    }
    Duration none = Duration.ZERO;
    int unstable = history.unstable() + (unstable(policy, history, none, nowNanos) ? 1 : 0);
    if (unstable >= policy.maxRestarts()) {
      return giveUp(why + times(unstable, nowNanos - history.sinceNanos()), nowNanos);
    }
    List<Long> exits = history.exitsWith(nowNanos, policy.crashLoop());
    Duration backoff = notStartedBackoff(policy, history.lastBackoff());
    RestartHistory next = new RestartHistory(history.sinceNanos(), unstable, backoff, exits);
    return new RestartDecision(Verdict.RESTART, next.delay(policy), why, next);
  }

  private static Duration notStartedBackoff(RestartPolicy policy, Duration last) {
    boolean own = !policy.initialBackoff().isZero();
    boolean grows = own || !policy.crashLoop().off();
    Duration first = own ? policy.initialBackoff() : LEAST_AFTER_FAILED_START;
    Duration next = last.isZero() ? first : grows ? grown(last) : last;
    return min(max(next, LEAST_AFTER_FAILED_START), LONGEST_BACKOFF);
  }

  private static Duration unwellBackoff(
      RestartPolicy policy, RestartHistory history, Duration well) {
    boolean own = !policy.initialBackoff().isZero();
    CrashLoop loop = policy.crashLoop();
    if (!own && loop.off()) {
      return Duration.ZERO;
    }
    boolean anew = well.compareTo(own ? BACKOFF_RESET : health(loop)) >= 0;
    if (!anew && !history.lastBackoff().isZero()) {
      return grown(history.lastBackoff());
    }
    if (own) {
      return min(policy.initialBackoff(), LONGEST_BACKOFF);
    }
    return anew ? Duration.ZERO : min(max(policy.delay(), CRASH_LOOP_BACKOFF), LONGEST_BACKOFF);
  }

  /** {@code exited with 1}, {@code killed by signal 9}. */
  public static String describe(Exit exit) {
    if (exit instanceof Exit.Code code) {
      return "exited with " + code.code();
    }
    if (exit instanceof Exit.Killed killed) {
      return "killed by signal " + killed.signal() + (killed.core() ? " (core dumped)" : "");
    }
    return "ended while no supervisor watched";
  }

  private static String times(int count, long nanos) {
    return count < 2 ? "" : ", " + count + " times in " + Elapsed.text(Duration.ofNanos(nanos));
  }

  private static boolean unstable(
      RestartPolicy policy, RestartHistory history, Duration uptime, long nowNanos) {
    Duration age = Duration.ofNanos(nowNanos - history.sinceNanos());
    Duration window = policy.minUptime().multipliedBy(policy.maxRestarts());
    return age.compareTo(window) < 0 && uptime.compareTo(policy.minUptime()) < 0;
  }

  private static Duration backoff(
      RestartPolicy policy, RestartHistory history, List<Long> exits, Duration uptime) {
    if (policy.initialBackoff().isZero()) {
      return crashLoopBackoff(policy, history, exits, uptime);
    }
    boolean anew = history.lastBackoff().isZero() || uptime.compareTo(BACKOFF_RESET) >= 0;
    return anew ? min(policy.initialBackoff(), LONGEST_BACKOFF) : grown(history.lastBackoff());
  }

  private static Duration crashLoopBackoff(
      RestartPolicy policy, RestartHistory history, List<Long> exits, Duration uptime) {
    CrashLoop loop = policy.crashLoop();
    if (loop.off() || uptime.compareTo(health(loop)) >= 0) {
      return Duration.ZERO;
    }
    if (!history.lastBackoff().isZero()) {
      return grown(history.lastBackoff());
    }
    return exits.size() < loop.exits()
        ? Duration.ZERO
        : min(max(policy.delay(), CRASH_LOOP_BACKOFF), LONGEST_BACKOFF);
  }

  /** A run of this much is out of the loop: at least as long as the runs that the loop allows. */
  private static Duration health(CrashLoop loop) {
    return max(BACKOFF_RESET, loop.window().dividedBy(loop.exits()));
  }

  /** By half, and by at least a millisecond. */
  private static Duration grown(Duration last) {
    return min(Duration.ofMillis((last.toMillis() * 3 + 1) / 2), LONGEST_BACKOFF);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static RestartDecision down(RestartHistory history, String reason) {
    return new RestartDecision(Verdict.STAY_DOWN, Duration.ZERO, reason, history);
  }

  private static RestartDecision giveUp(String reason, long nowNanos) {
    return new RestartDecision(
        Verdict.GIVE_UP, Duration.ZERO, reason, RestartHistory.startingAt(nowNanos));
  }
}

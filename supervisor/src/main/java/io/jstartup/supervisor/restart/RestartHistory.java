package io.jstartup.supervisor.restart;

import io.jstartup.model.CrashLoop;
import io.jstartup.model.RestartPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the restart rule remembers of an instance; immutable. A start that a user asked for begins a new one.
 *
 * @param sinceNanos when the counting began, on the monotonic clock
 * @param unstable exits so far that came too soon
 * @param lastBackoff the last wait of the growing delay; zero: none yet
 * @param recentExits when the last ones were, oldest first: as many as the app's {@link CrashLoop} asks for, within its window, and at
 *     least the very last one
 */
public record RestartHistory(
    long sinceNanos, int unstable, Duration lastBackoff, List<Long> recentExits) {
  public RestartHistory {
    recentExits = List.copyOf(recentExits);
  }

  public RestartHistory(long sinceNanos, int unstable, Duration lastBackoff) {
    this(sinceNanos, unstable, lastBackoff, List.of());
  }

  public static RestartHistory startingAt(long nanos) {
    return new RestartHistory(nanos, 0, Duration.ZERO);
  }

  /** Of one that is ended and started again for a reason of our own, with nobody there who asked for it. */
  public static RestartHistory goingOnAt(long nanos) {
    return new RestartHistory(nanos, 0, Duration.ZERO, List.of(nanos));
  }

  /** Whether nothing has ended since the start that a user asked for. */
  public boolean isFresh() {
    return unstable == 0 && lastBackoff.isZero() && recentExits.isEmpty();
  }

  /** The wait before the restart that was decided last. */
  public Duration delay(RestartPolicy policy) {
    boolean slowedDown = policy.initialBackoff().isZero();
    boolean longer = policy.delay().compareTo(lastBackoff) > 0;
    return slowedDown && longer ? policy.delay() : lastBackoff;
  }

  /** The recent exits with one more. */
  List<Long> exitsWith(long nowNanos, CrashLoop loop) {
    List<Long> exits = new ArrayList<>();
    for (long exit : recentExits) {
      if (nowNanos - exit < loop.window().toNanos()) {
        exits.add(exit);
      }
    }
    exits.add(nowNanos);
    int kept = Math.max(1, loop.exits()); // the last one also tells that there was one
    return exits.subList(Math.max(0, exits.size() - kept), exits.size());
  }
}

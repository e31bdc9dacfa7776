package io.jstartup.supervisor.restart;

import java.time.Duration;
import java.util.List;

/**
 * A {@link RestartHistory} by the wall clock, for a successor, whose monotonic clock may be another one. A wall clock that was set
 * makes all of it older or younger, and nothing of it later than now.
 *
 * @param sinceMillis when the counting began, ms since the epoch; 0: unknown
 * @param exits when the recent ones were, ms after that
 */
public record DatedHistory(long sinceMillis, int unstable, Duration lastBackoff, List<Long> exits) {
  /** Nothing is known, or nothing has ended. */
  public static final DatedHistory NONE = new DatedHistory(0, 0, Duration.ZERO, List.of());

  private static final long MILLI = 1_000_000;

  public DatedHistory {
    exits = List.copyOf(exits);
  }

  /** @param nowMillis the same moment as {@code nowNanos}, as is that of {@link #at} */
  public static DatedHistory of(RestartHistory history, long nowNanos, long nowMillis) {
    long since = history.sinceNanos();
    return new DatedHistory(
        nowMillis - (nowNanos - since) / MILLI,
        history.unstable(),
        history.lastBackoff(),
        history.recentExits().stream().map(exit -> (exit - since) / MILLI).toList());
  }

  /** By the monotonic clock again. When the counting began at an unknown moment, it begins now. */
  public RestartHistory at(long nowNanos, long nowMillis) {
    long age = sinceMillis == 0 ? 0 : Math.max(0, nowMillis - sinceMillis);
    long since = nowNanos - age * MILLI;
    List<Long> recent = exits.stream().map(after -> since + Math.min(after, age) * MILLI).toList();
    return new RestartHistory(since, unstable, lastBackoff, recent);
  }
}

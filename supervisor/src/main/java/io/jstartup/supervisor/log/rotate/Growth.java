package io.jstartup.supervisor.log.rotate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * When each log is to be looked at again: when it has reached its limit if it goes on growing as it did since the last look, but not
 * before {@link #SHORTEST} and not later than the longest interval. Pure: it is told the time. So a log is longer than its limit by what
 * is written within one interval at most, and one that grows fast has short ones. Empty logs share one interval: most logs of hundreds of
 * apps are empty, and nothing is remembered of them.
 */
final class Growth {
  static final Duration SHORTEST = Duration.ofMillis(100);

  /** How fast it grows can be told by the second look. */
  static final Duration SECOND_LOOK = Duration.ofSeconds(1);

  private record Seen(long size, long atNanos, long dueNanos) {}

  private final Map<Path, Seen> seen = new HashMap<>();

  /** As if an empty log: all those of which nothing is remembered. */
  private Seen empty;

  boolean due(Path log, long now) {
    return due(seen.getOrDefault(log, empty), now);
  }

  private static boolean due(Seen last, long now) {
    return last == null || last.dueNanos() - now <= SHORTEST.toNanos() / 2;
  }

  /** All that were due have been looked at. */
  void looked(long now, Duration longest) {
    if (due(empty, now)) {
      empty = new Seen(0, now, now + longest.toNanos());
    }
  }

  /** It has this size now. */
  void saw(Path log, long size, long limit, long now, Duration longest) {
    if (size == 0) {
      seen.remove(log);
      return;
    }
    Seen last = seen.getOrDefault(log, empty);
    long wait = last == null ? SECOND_LOOK.toNanos() : untilFull(last, size, limit, now);
    long bounded = Math.min(longest.toNanos(), Math.max(SHORTEST.toNanos(), wait));
    seen.put(log, new Seen(size, now, now + bounded));
  }

  /** It was shortened to this size. */
  void shortened(Path log, long size) {
    seen.computeIfPresent(log, (path, last) -> new Seen(size, last.atNanos(), last.dueNanos()));
  }

  private static long untilFull(Seen last, long size, long limit, long now) {
    long grown = size - last.size();
    long time = Math.max(1, now - last.atNanos());
    return grown <= 0 ? Long.MAX_VALUE : (long) ((double) (limit - size) / grown * time);
  }

  /** Only these are still of interest. */
  void keep(Set<Path> logs) {
    seen.keySet().retainAll(logs);
  }

  /** How long until the first is due. */
  Duration untilNext(long now, Duration longest) {
    long next = longest.toNanos();
    if (empty != null) {
      next = Math.min(next, Math.max(0, empty.dueNanos() - now));
    }
    for (Seen each : seen.values()) {
      next = Math.min(next, Math.max(0, each.dueNanos() - now));
    }
    return Duration.ofNanos(next);
  }
}

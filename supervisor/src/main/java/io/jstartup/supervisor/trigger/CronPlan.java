package io.jstartup.supervisor.trigger;

import io.jstartup.model.cron.CronPattern;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When each of several things is due next, by its cron pattern. Pure: it is told the time. However many of its times have passed, a
 * thing is due once; and a clock that is set back makes none of them due again.
 *
 * @param <K> the things
 */
final class CronPlan<K> {
  private final ZoneId zone;
  private final Map<K, Planned> planned = new LinkedHashMap<>();

  private record Planned(String text, CronPattern pattern, Instant next) {}

  CronPlan(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * Plans it, or plans it anew when its pattern is another one now.
   *
   * @param text empty: it is never due
   * @return whether anything changed
   * @throws IllegalArgumentException when that is no pattern; then it is never due
   */
  boolean put(K key, String text, Instant now) {
    Planned before = planned.get(key);
    if (before == null ? text.isEmpty() : before.text().equals(text)) {
      return false;
    }
    planned.remove(key);
    if (!text.isEmpty()) {
      plan(key, text, CronPattern.parse(text), now);
    }
    return true;
  }

  boolean remove(K key) {
    return planned.remove(key) != null;
  }

  private void plan(K key, String text, CronPattern pattern, Instant after) {
    pattern.next(after, zone).ifPresent(next -> planned.put(key, new Planned(text, pattern, next)));
  }

  /** When the first of them is due; empty: none ever. */
  Optional<Instant> soonest() {
    return planned.values().stream().map(Planned::next).min(Instant::compareTo);
  }

  /** Those that are due, in the order they came; each is planned for its next time. */
  List<K> due(Instant now) {
    List<K> due = new ArrayList<>();
    for (Map.Entry<K, Planned> entry : List.copyOf(planned.entrySet())) {
      Planned plan = entry.getValue();
      if (!plan.next().isAfter(now)) {
        due.add(entry.getKey());
        planned.remove(entry.getKey());
        plan(entry.getKey(), plan.text(), plan.pattern(), now);
      }
    }
    return due;
  }
}

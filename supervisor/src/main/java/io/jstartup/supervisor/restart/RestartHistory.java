package io.jstartup.supervisor.restart;

import io.jstartup.model.RestartPolicy;
import java.time.Duration;

/**
 * What the restart rule remembers of an instance; immutable. A start that a user asked for begins a new one.
 *
 * @param sinceNanos when the counting began, on the monotonic clock
 * @param unstable exits so far that came too soon
 * @param lastBackoff the last wait of the growing delay; zero: none yet
 */
public record RestartHistory(long sinceNanos, int unstable, Duration lastBackoff) {
  /** The wait before the restart that was decided last. */
  public Duration delay(RestartPolicy policy) {
    return lastBackoff.isZero() ? policy.delay() : lastBackoff;
  }

  public static RestartHistory startingAt(long nanos) {
    return new RestartHistory(nanos, 0, Duration.ZERO);
  }
}

package io.jstartup.supervisor.loop;

import java.time.Duration;

/** One call planned for later. Used on the loop's thread only. */
public final class Timer implements Comparable<Timer> {
  final long dueNanos;
  private final long sequence;
  private final Runnable whenCancelled;
  private Runnable callback;

  Timer(long dueNanos, long sequence, Runnable callback, Runnable whenCancelled) {
    this.dueNanos = dueNanos;
    this.sequence = sequence;
    this.callback = callback;
    this.whenCancelled = whenCancelled;
  }

  /** After this it never fires; harmless when it has fired. */
  public void cancel() {
    if (callback != null) {
      callback = null;
      whenCancelled.run();
    }
  }

  /** Until it is due; negative when it is overdue. */
  public Duration left(MonotonicClock clock) {
    return Duration.ofNanos(dueNanos - clock.nanos());
  }

  boolean cancelled() {
    return callback == null;
  }

  Runnable take() {
    Runnable taken = callback;
    callback = null;
    return taken;
  }

  /** Nanosecond clocks may wrap, so only differences are compared; the first planned goes first. */
  @Override
  public int compareTo(Timer other) {
    int order = Long.compare(dueNanos - other.dueNanos, 0);
    return order != 0 ? order : Long.compare(sequence, other.sequence);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(sequence);
  }
}

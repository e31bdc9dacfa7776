package io.jstartup.supervisor.process;

import java.util.concurrent.TimeUnit;

/**
 * Turns readings of used CPU time into percent of one core since the reading before. The kernel counts that time in ticks of 10 ms, so a
 * reading that follows too soon gives what the one before gave: 0 in an app's first half second.
 */
public final class CpuMeter {
  static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private long lastNanos;
  private long lastCpuNanos = -1;
  private double last;

  /** Forgets what it read of an earlier process. */
  void restart(long nowNanos) {
    lastNanos = nowNanos;
    lastCpuNanos = 0;
    last = 0;
  }

  /** Percent with one decimal. */
  public double read(long cpuNanos, long nowNanos) {
    long span = nowNanos - lastNanos;
    boolean first = lastCpuNanos < 0;
    if (first || span >= SHORTEST_NANOS) {
      double percent = first ? 0 : 100.0 * (cpuNanos - lastCpuNanos) / span;
      last = Math.max(0, Math.rint(percent * 10) / 10);
      lastNanos = nowNanos;
      lastCpuNanos = cpuNanos;
    }
    return last;
  }
}

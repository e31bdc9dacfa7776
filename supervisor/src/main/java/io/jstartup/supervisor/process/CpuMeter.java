package io.jstartup.supervisor.process;

/** Turns readings of used CPU time into percent of one core since the reading before. */
public final class CpuMeter {
  private long lastNanos;
  private long lastCpuNanos = -1;

  /** Forgets what it read of an earlier process. */
  void restart(long nowNanos) {
    lastNanos = nowNanos;
    lastCpuNanos = 0;
  }

  /** Percent with one decimal. */
  public double read(long cpuNanos, long nowNanos) {
    long span = nowNanos - lastNanos;
    double percent = lastCpuNanos < 0 || span <= 0 ? 0 : 100.0 * (cpuNanos - lastCpuNanos) / span;
    lastNanos = nowNanos;
    lastCpuNanos = cpuNanos;
    return Math.max(0, Math.rint(percent * 10) / 10);
  }
}

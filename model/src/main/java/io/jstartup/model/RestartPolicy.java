package io.jstartup.model;

import java.time.Duration;
import java.util.Set;

/**
 * When an app is started again: after an exit, exit code 0 included, unless it was asked to stop; and what restarts one that runs.
 *
 * @param autorestart false: it stays down after its first exit
 * @param maxRestarts so many unstable restarts in a row give {@code errored}
 * @param minUptime an exit sooner than this is unstable
 * @param delay wait before each restart; zero: at once
 * @param initialBackoff first wait of the growing delay; zero: no backoff
 * @param stopExitCodes exit codes after which it stays stopped
 * @param crashLoop when its restarts are slowed down though it is no unstable one
 * @param maxMemory bytes that all its processes together may use before it is restarted; 0: no limit
 * @param cron the pattern of the times at which it is restarted; empty: never. May be none that can be read, from a foreign dump
 */
public record RestartPolicy(
    boolean autorestart,
    int maxRestarts,
    Duration minUptime,
    Duration delay,
    Duration initialBackoff,
    Set<Integer> stopExitCodes,
    CrashLoop crashLoop,
    long maxMemory,
    String cron) {
  public static final RestartPolicy DEFAULT =
      new RestartPolicy(true, 16, Duration.ofMillis(1000), Duration.ZERO, Duration.ZERO, Set.of());

  public RestartPolicy {
    stopExitCodes = Set.copyOf(stopExitCodes);
  }

  /** With the usual notion of a crash loop, and restarted by nothing but its exits. */
  public RestartPolicy(
      boolean autorestart,
      int maxRestarts,
      Duration minUptime,
      Duration delay,
      Duration initialBackoff,
      Set<Integer> stopExitCodes) {
    this(
        autorestart,
        maxRestarts,
        minUptime,
        delay,
        initialBackoff,
        stopExitCodes,
        CrashLoop.DEFAULT,
        0,
        "");
  }

  /** Whether there is a wait between its starts, so that it is not given up for what may yet come. */
  public boolean waits() {
    return !delay.isZero() || !initialBackoff.isZero();
  }

  /** The same with another notion of a crash loop. */
  public RestartPolicy slowedBy(CrashLoop loop) {
    return new RestartPolicy(
        autorestart,
        maxRestarts,
        minUptime,
        delay,
        initialBackoff,
        stopExitCodes,
        loop,
        maxMemory,
        cron);
  }

  /** The same, restarted also by these. */
  public RestartPolicy restartedBy(long newMaxMemory, String newCron) {
    return new RestartPolicy(
        autorestart,
        maxRestarts,
        minUptime,
        delay,
        initialBackoff,
        stopExitCodes,
        crashLoop,
        newMaxMemory,
        newCron);
  }
}

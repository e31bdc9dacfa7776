package io.jstartup.model;

import java.time.Duration;
import java.util.Set;

/**
 * When an app that ended is started again. An app comes back after every exit, exit code 0 included, unless it was asked to stop.
 *
 * @param autorestart false: it stays down after its first exit
 * @param maxRestarts so many unstable restarts in a row give {@code errored}
 * @param minUptime an exit sooner than this is unstable
 * @param delay wait before each restart; zero: at once
 * @param initialBackoff first wait of the growing delay; zero: no backoff
 * @param stopExitCodes exit codes after which it stays stopped
 */
public record RestartPolicy(
    boolean autorestart,
    int maxRestarts,
    Duration minUptime,
    Duration delay,
    Duration initialBackoff,
    Set<Integer> stopExitCodes) {
  public static final RestartPolicy DEFAULT =
      new RestartPolicy(true, 16, Duration.ofMillis(1000), Duration.ZERO, Duration.ZERO, Set.of());

  public RestartPolicy {
    stopExitCodes = Set.copyOf(stopExitCodes);
  }
}

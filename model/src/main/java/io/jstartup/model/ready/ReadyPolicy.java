package io.jstartup.model.ready;

import java.time.Duration;
import java.util.Optional;

/**
 * When an app counts as ready, and how it is seen that it goes on well.
 *
 * @param waitReady {@code wait_ready}: it says itself when it is ready: a Node app by {@code process.send('ready')}, any by sd_notify(3)
 * @param notifySocket {@code notify}: it is given a socket for sd_notify(3), also when it is not waited for
 * @param watchdog it is restarted when it sends no {@code WATCHDOG=1} for so long; zero: it need not send any
 * @param ready it is ready when this is answered well
 * @param health it is restarted when this is answered badly
 */
public record ReadyPolicy(
    boolean waitReady,
    boolean notifySocket,
    Duration watchdog,
    Optional<Probe> ready,
    Optional<Probe> health) {
  public static final ReadyPolicy AT_ONCE =
      new ReadyPolicy(false, false, Duration.ZERO, Optional.empty(), Optional.empty());

  /** Longer than a day is none. */
  public static final Duration LONGEST_WATCHDOG = Duration.ofDays(1);

  /** Whether it is not ready by running alone. */
  public boolean awaited() {
    return waitReady || ready.isPresent();
  }

  /** The same, waiting for the app's own word. */
  public ReadyPolicy waiting() {
    return new ReadyPolicy(true, notifySocket, watchdog, ready, health);
  }
}

package io.jstartup.supervisor.boot;

import io.jstartup.supervisor.loop.EventLoop;
import java.time.Duration;

/**
 * Keeps systemd from killing the supervisor while apps are within their own drain and kill_timeout, whatever the unit's TimeoutStopSec says: apps
 * may have been added since the unit was written.
 */
public final class StopProgress {
  private static final Duration EVERY = Duration.ofMillis(500);
  private static final String EXTEND = "EXTEND_TIMEOUT_USEC=5000000";

  private final Notifier notifier;
  private final EventLoop loop;

  public StopProgress(Notifier notifier, EventLoop loop) {
    this.notifier = notifier;
    this.loop = loop;
  }

  /** Goes on until the loop ends, which it does when the last app is stopped or given up. */
  public void begin() {
    if (notifier.listened()) {
      notifier.tell("STOPPING=1\nSTATUS=stopping");
      prolong();
    }
  }

  private void prolong() {
    notifier.tell(EXTEND);
    loop.after(EVERY, this::prolong);
  }
}

package io.jstartup.platforms;

import io.jstartup.model.StopPolicy;
import io.jstartup.model.hook.BootHook;
import java.time.Duration;

/** How long a hook lets its supervisor stop all apps, before it is ended with force. */
public final class StopLimit {
  /** What the supervisor itself may take after the slowest app has ended. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private StopLimit() {}

  /** The slowest app's time and a margin. A longer budget than a day is refused by the install; a preview of it must not fail. */
  public static Duration of(BootHook hook) {
    boolean absurd = hook.stopBudget().compareTo(StopPolicy.LONGEST_TIMEOUT) > 0;
    return (absurd ? StopPolicy.LONGEST_TIMEOUT : hook.stopBudget()).plus(MARGIN);
  }

  /** The same in whole seconds, rounded up; never 0, which means "for ever" to many init systems. */
  public static long seconds(BootHook hook) {
    return of(hook).plusMillis(999).toSeconds();
  }

  /** For an init system that waits for a script which, when the supervisor has to be killed, stops the apps in its place. */
  public static long secondsWithSweep(BootHook hook) {
    return 2 * seconds(hook) + MARGIN.toSeconds();
  }
}

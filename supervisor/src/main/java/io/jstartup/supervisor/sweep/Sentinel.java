package io.jstartup.supervisor.sweep;

import io.jstartup.supervisor.loop.MonotonicClock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Waits after a crash of the supervisor for what follows. systemd runs no ExecStopPost when a unit is stopped in the gap before its
 * restart, so somebody must look.
 */
public final class Sentinel {
  /** Without a successor and without a word from the init system this ends the wait. */
  public static final Duration LONGEST = Duration.ofSeconds(10);

  private static final Duration EVERY = Duration.ofMillis(50);

  /** Asking the init system costs a process each time. */
  private static final int LOOKS_PER_QUESTION = 10;

  private final BooleanSupplier successor;
  private final UnitState unit;
  private final MonotonicClock clock;
  private final Consumer<Duration> sleep;

  /**
   * A sentinel that has not looked yet.
   *
   * @param successor whether a supervisor is there
   * @param sleep waits so long
   */
  Sentinel(
      BooleanSupplier successor, UnitState unit, MonotonicClock clock, Consumer<Duration> sleep) {
    this.successor = successor;
    this.unit = unit;
    this.clock = clock;
    this.sleep = sleep;
  }

  /** Waits until it is known; true: nobody follows. */
  boolean nobodyFollows() {
    long from = clock.nanos();
    for (int look = 1; ; look++) {
      if (successor.getAsBoolean()) {
        return false;
      }
      if (look % LOOKS_PER_QUESTION == 0 && unit.down()) {
        return !successor.getAsBoolean();
      }
      if (clock.nanos() - from >= LONGEST.toNanos()) {
        return true;
      }
      sleep.accept(EVERY);
    }
  }
}

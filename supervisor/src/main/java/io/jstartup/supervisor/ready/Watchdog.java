package io.jstartup.supervisor.ready;

import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.loop.Timer;
import java.time.Duration;
import java.util.OptionalLong;

/** Bites when it was not fed for its period. One timer, which is not moved by each feeding. */
final class Watchdog {
  private final EventLoop loop;
  private final Runnable bite;
  private Duration period;
  private boolean begun;
  private long fedNanos;
  private boolean everFed;
  private Timer timer;

  /** Sleeps until it is begun; for ever with a period of zero. */
  Watchdog(EventLoop loop, Duration period, Runnable bite) {
    this.loop = loop;
    this.period = period;
    this.bite = bite;
  }

  Duration period() {
    return period;
  }

  void begin() {
    begun = true;
    fedNanos = loop.clock().nanos();
    if (timer == null && !period.isZero()) {
      timer = loop.after(period, this::look);
    }
  }

  void fed() {
    fedNanos = loop.clock().nanos();
    everFed = true;
  }

  /** When it was fed last; empty: never since it began. */
  OptionalLong lastFedNanos() {
    return everFed ? OptionalLong.of(fedNanos) : OptionalLong.empty();
  }

  /** With another period from now on; zero: no more. */
  void every(Duration newPeriod) {
    boolean runs = begun;
    end();
    period = newPeriod;
    if (runs) {
      begin();
    }
  }

  private void look() {
    timer = null;
    Duration left = period.minusNanos(loop.clock().nanos() - fedNanos);
    if (left.isZero() || left.isNegative()) {
      bite.run();
    } else {
      timer = loop.after(left, this::look);
    }
  }

  void end() {
    begun = false;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}

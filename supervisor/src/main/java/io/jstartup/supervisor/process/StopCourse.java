package io.jstartup.supervisor.process;

import java.time.Duration;

/**
 * How far a stop has come: asked by the app's signal, killed when its time is over, given up when even that ends nobody. Pure: it is told
 * the time, of one monotonic clock.
 *
 * @param dueNanos when the next stage begins
 */
record StopCourse(long beganNanos, long dueNanos, Stage stage) {
  /** How long SIGKILL may take: longer means a process that hangs in the kernel. */
  static final Duration KILL_GRACE = Duration.ofMillis(900);

  enum Stage {
    ASKED,
    KILLED,
    GIVEN_UP
  }

  /** @param left of its kill_timeout */
  static StopCourse begun(long now, Duration left) {
    return new StopCourse(now, now + Math.max(0, left.toNanos()), Stage.ASKED);
  }

  /** It was given up before. */
  static StopCourse givenUp(long now) {
    return new StopCourse(now, now, Stage.GIVEN_UP);
  }

  /** The same stop, but its signal is sent only now. */
  StopCourse begunAnew(long now, Duration left) {
    return new StopCourse(beganNanos, begun(now, left).dueNanos, Stage.ASKED);
  }

  /** It is given this time from now on: unchanged when it has more, or is being killed. */
  StopCourse prolonged(long now, Duration time) {
    long due = now + time.toNanos();
    return stage == Stage.ASKED && due - dueNanos > 0
        ? new StopCourse(beganNanos, due, stage)
        : this;
  }

  /** One stage further when it is time for that; however late it is asked, SIGKILL has its whole grace. */
  StopCourse at(long now) {
    if (stage == Stage.GIVEN_UP || now - dueNanos < 0) {
      return this;
    }
    return stage == Stage.ASKED
        ? new StopCourse(beganNanos, now + KILL_GRACE.toNanos(), Stage.KILLED)
        : new StopCourse(beganNanos, dueNanos, Stage.GIVEN_UP);
  }

  boolean isGivenUp() {
    return stage == Stage.GIVEN_UP;
  }

  boolean killed() {
    return stage != Stage.ASKED;
  }

  /** Until the next stage; never negative. */
  Duration left(long now) {
    return Duration.ofNanos(Math.max(0, dueNanos - now));
  }

  long millisSinceBegin(long now) {
    return (now - beganNanos) / 1_000_000;
  }
}

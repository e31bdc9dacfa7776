package io.jstartup.supervisor.loop;

/** Time that never jumps, so that a changed wall clock can't hurry or hold back a restart. Tests bring their own. */
@FunctionalInterface
public interface MonotonicClock {
  MonotonicClock SYSTEM = System::nanoTime;

  /** Nanoseconds since some fixed moment. */
  long nanos();
}

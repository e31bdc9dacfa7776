package io.jstartup.platforms.os.portable;

import io.jstartup.platforms.os.ProcessIdentity;
import java.time.Instant;

/** When a process started, in ms since the epoch; 0 where the system doesn't tell. */
final class StartTime {
  /** On Linux each JVM adds ticks to a time of boot that it reads in whole seconds, and that a corrected clock moves. */
  private static final long TOLERANCE_MS = 2000;

  private StartTime() {}

  static long of(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  static ProcessIdentity identity(ProcessHandle handle) {
    return new ProcessIdentity((int) handle.pid(), of(handle));
  }

  static boolean same(long one, long other) {
    return Math.abs(one - other) <= TOLERANCE_MS;
  }
}

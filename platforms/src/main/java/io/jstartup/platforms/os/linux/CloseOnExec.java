package io.jstartup.platforms.os.linux;

import java.io.File;

/**
 * Keeps our descriptors out of a child where the C library can't close them there: marks all of them close-on-exec just before the
 * spawn. A descriptor that another thread opens without the flag at that very moment can slip through.
 */
final class CloseOnExec {
  private static final long CLOSE_RANGE = 436;
  private static final long CLOSE_RANGE_CLOEXEC = 4;
  private static final int F_SETFD = 2;
  private static final int FD_CLOEXEC = 1;
  private static final int FIRST = 3;

  private CloseOnExec() {}

  static void markAll() {
    // close_range knows this flag since Linux 5.11
    if (LibC.syscall(CLOSE_RANGE, FIRST, 0xFFFF_FFFFL, CLOSE_RANGE_CLOEXEC, 0) != 0) {
      markEach();
    }
  }

  static void markEach() {
    String[] names = new File("/proc/self/fd").list();
    if (names == null) {
      throw new IllegalStateException("/proc/self/fd cannot be read; is /proc mounted?");
    }
    for (String name : names) {
      int fd = Integer.parseInt(name);
      if (fd >= FIRST) {
        LibC.fcntl(fd, F_SETFD, FD_CLOEXEC);
      }
    }
  }
}

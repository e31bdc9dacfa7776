package io.jstartup.platforms.os.linux;

import java.io.File;

/**
 * Keeps our descriptors out of another program: of a child where the C library can't close them there, and of the one that replaces
 * this one. Marks all of them close-on-exec just before. A descriptor that another thread opens without the flag at that very moment can slip through.
 */
final class CloseOnExec {
  private static final long CLOSE_RANGE = 436;
  private static final long CLOSE_RANGE_CLOEXEC = 4;
  private static final int F_SETFD = 2;
  private static final int FD_CLOEXEC = 1;
  private static final int FIRST = 3;

  private CloseOnExec() {}

  static void mark(int fd) {
    LibC.fcntl(fd, F_SETFD, FD_CLOEXEC);
  }

  static void unmark(int fd) {
    LibC.fcntl(fd, F_SETFD, 0);
  }

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
        mark(fd);
      }
    }
  }
}

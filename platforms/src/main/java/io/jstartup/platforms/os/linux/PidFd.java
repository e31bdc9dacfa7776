package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.Exit;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Process descriptors: pidfd_open(2), pidfd_send_signal(2), Linux 5.3; the numbers are the same on all architectures. */
final class PidFd {
  private static final long PIDFD_SEND_SIGNAL = 424;
  private static final long PIDFD_OPEN = 434;
  private static final long PIDFD_GETFD = 438;

  // struct pidfd_info of Linux 6.13 in linux/pidfd.h: fixed-width fields, the same everywhere
  private static final long PIDFD_GET_INFO = 0xC040_FF0BL;
  private static final int INFO_SIZE = 64;
  private static final int EXIT_STATUS_AT = 60;
  private static final long INFO_EXIT = 1 << 3;

  private PidFd() {}

  /** The descriptor, close-on-exec; -1 on failure. */
  static int open(int pid) {
    return (int) LibC.syscall(PIDFD_OPEN, pid, 0, 0, 0);
  }

  /** 0, or -1 on failure. */
  static int signal(int pidFd, int signal) {
    return (int) LibC.syscall(PIDFD_SEND_SIGNAL, pidFd, signal, 0, 0);
  }

  /** A copy of that process's descriptor, close-on-exec; -1 on failure. pidfd_getfd(2), Linux 5.6. */
  static int descriptor(int pidFd, int descriptor) {
    return (int) LibC.syscall(PIDFD_GETFD, pidFd, descriptor, 0, 0);
  }

  /** How it ended, though it was no child; {@code null} before it was reaped and before Linux 6.15. */
  static Exit exit(int pidFd) {
    ByteBuffer info = ByteBuffer.allocate(INFO_SIZE).order(ByteOrder.nativeOrder());
    info.putLong(0, INFO_EXIT);
    if (LibC.ioctl(pidFd, PIDFD_GET_INFO, info.array()) != 0
        || (info.getLong(0) & INFO_EXIT) == 0) {
      return null;
    }
    return ExitStatus.decode(info.getInt(EXIT_STATUS_AT));
  }
}

package io.jstartup.platforms.os.linux;

import io.jstartup.model.listen.ListenAddress;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.SocketPair;

/** socketpair(2). Its descriptors are above those that a child gets them by. */
final class LinuxSocketPair implements SocketPair {
  private static final int SOCK_STREAM = 1;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int F_SETFL = 4;
  private static final int O_NONBLOCK = 0x800;
  private static final int LEAST = SocketPair.copy(ListenAddress.MOST) + 1;

  private int own;
  private int child;

  LinuxSocketPair() throws OsException {
    int[] ends = new int[2];
    int result = LibC.socketpair(UnixAddress.AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends);
    Errno.check(result, "cannot create", "socket pair");
    own = LibC.fcntl(ends[0], F_DUPFD_CLOEXEC, LEAST);
    child = LibC.fcntl(ends[1], F_DUPFD_CLOEXEC, LEAST);
    int errno = own < 0 || child < 0 ? Errno.last() : 0;
    LibC.close(ends[0]);
    LibC.close(ends[1]);
    if (errno != 0) {
      close();
      throw Errno.exception("cannot create", "socket pair", errno);
    }
    LibC.fcntl(own, F_SETFL, O_NONBLOCK);
  }

  int own() {
    return own;
  }

  int child() {
    return child;
  }

  /** Our end is the caller's from now on. */
  int release() {
    int released = own;
    own = -1;
    close();
    return released;
  }

  @Override
  public void close() {
    if (own >= 0) {
      LibC.close(own);
    }
    if (child >= 0) {
      LibC.close(child);
    }
    own = -1;
    child = -1;
  }
}

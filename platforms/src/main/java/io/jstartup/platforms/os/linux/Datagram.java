package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.OsException;
import java.io.IOException;

/** One datagram to a UNIX socket. */
final class Datagram {
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int MSG_DONTWAIT = 0x40;

  private Datagram() {}

  /** Waits while the receiver's queue is full, as sd_notify(3) does. */
  static void send(String address, byte[] bytes) throws IOException {
    send(address, bytes, -1, MSG_NOSIGNAL);
  }

  /**
   * Doesn't wait.
   *
   * @param descriptor goes with it; -1: none
   * @return false: the receiver's queue is full
   */
  static boolean offer(String address, byte[] bytes, int descriptor) throws IOException {
    return send(address, bytes, descriptor, MSG_NOSIGNAL | MSG_DONTWAIT);
  }

  private static boolean send(String address, byte[] bytes, int descriptor, int flags)
      throws IOException {
    try {
      byte[] target = UnixAddress.of(address);
      int fd = LibC.socket(UnixAddress.AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
      Errno.check(fd, "cannot create socket for", address);
      try {
        long sent =
            descriptor < 0
                ? LibC.sendto(fd, bytes, bytes.length, flags, target, target.length)
                : DescriptorMessage.sendTo(fd, target, bytes, descriptor, flags);
        if (sent < 0 && (flags & MSG_DONTWAIT) != 0 && Errno.last() == Errno.EAGAIN) {
          return false;
        }
        Errno.check((int) sent, "cannot send to socket", address);
        return true;
      } finally {
        LibC.close(fd);
      }
    } catch (OsException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}

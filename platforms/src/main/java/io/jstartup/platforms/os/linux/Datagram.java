package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.OsException;
import java.io.IOException;

/** One datagram to a UNIX socket; waits while the receiver's queue is full, as sd_notify(3) does. */
final class Datagram {
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;

  private Datagram() {}

  static void send(String address, byte[] bytes) throws IOException {
    send(address, bytes, -1);
  }

  /** @param descriptor goes with it; -1: none */
  static void send(String address, byte[] bytes, int descriptor) throws IOException {
    try {
      byte[] target = UnixAddress.of(address);
      int fd = LibC.socket(UnixAddress.AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
      Errno.check(fd, "cannot create socket for", address);
      try {
        long sent =
            descriptor < 0
                ? LibC.sendto(fd, bytes, bytes.length, MSG_NOSIGNAL, target, target.length)
                : DescriptorMessage.sendTo(fd, target, bytes, descriptor, MSG_NOSIGNAL);
        Errno.check((int) sent, "cannot send to socket", address);
      } finally {
        LibC.close(fd);
      }
    } catch (OsException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}

package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.OsException;

/** eventfd(2): makes epoll return. {@link #signal} is for any thread and does nothing after {@link #close}. */
final class WakeUp {
  private static final int EFD_CLOEXEC_NONBLOCK = 0x80800;

  private final NativeBuffer one = new NativeBuffer(Long.BYTES);
  private final NativeBuffer drained = new NativeBuffer(Long.BYTES);
  private int fd;

  WakeUp() throws OsException {
    fd = Errno.check(LibC.eventfd(0, EFD_CLOEXEC_NONBLOCK), "cannot create", "eventfd");
    one.bytes.putLong(0, 1);
  }

  synchronized int fd() {
    return fd;
  }

  synchronized void signal() {
    if (fd >= 0) {
      LibC.write(fd, one.address, Long.BYTES);
    }
  }

  void drain() {
    LibC.read(fd(), drained.address, Long.BYTES);
  }

  synchronized void close() {
    LibC.close(fd);
    fd = -1;
  }
}

package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.DatagramHandler;
import io.jstartup.platforms.os.OsException;

/**
 * A UNIX datagram socket that is told by the kernel who sends. {@code struct msghdr} and {@code struct cmsghdr} are laid out by the
 * kernel for 64-bit systems: every C library passes them on as they are.
 */
final class DatagramListener implements AutoCloseable {
  private static final int SOCK_DGRAM = 2;
  private static final int CLOEXEC_NONBLOCK = 0x80800;
  private static final int SOL_SOCKET = 1;
  private static final int SO_PASSCRED = 16;
  private static final int SCM_RIGHTS = 1;
  private static final int SCM_CREDENTIALS = 2;
  private static final int MSG_CMSG_CLOEXEC = 0x4000_0000;

  private static final int IOV_AT = 16;
  private static final int IOV_COUNT_AT = 24;
  private static final int CONTROL_AT = 32;
  private static final int CONTROL_SIZE_AT = 40;
  private static final int HEADER_SIZE = 56;
  private static final int IOV_SIZE = 16;

  /** length, level, type */
  private static final int CMSG_HEADER = 16;

  /** So many at a time, that one sender can't keep the loop. */
  private static final int ROUND = 64;

  private static final NativeBuffer HEADER = new NativeBuffer(HEADER_SIZE + IOV_SIZE);
  private static final NativeBuffer CONTROL = new NativeBuffer(4096);

  private final LinuxPoller poller;
  private final DatagramHandler handler;
  private final String address;
  private final int fd;
  private final long token;
  private boolean closed;

  DatagramListener(LinuxPoller poller, String address, DatagramHandler handler) throws OsException {
    this(poller, address, handler, bound(address));
  }

  /** With a socket that is bound already. */
  DatagramListener(LinuxPoller poller, String address, DatagramHandler handler, int fd)
      throws OsException {
    this.poller = poller;
    this.address = address;
    this.handler = handler;
    this.fd = fd;
    this.token = poller.epoll().add(fd, Epoll.IN, events -> receiveAll());
  }

  private static int bound(String address) throws OsException {
    byte[] name = UnixAddress.of(address);
    int fd = LibC.socket(UnixAddress.AF_UNIX, SOCK_DGRAM | CLOEXEC_NONBLOCK, 0);
    Errno.check(fd, "cannot create socket", address);
    if (!address.startsWith("@")) {
      // the mode that is set before bind is the mode of the file, whatever the umask allows beyond
      // it
      LibC.fchmod(fd, OpenFlags.PRIVATE_FILE);
      LibC.unlink(CString.of(address));
    }
    int[] on = {1};
    if (LibC.setsockopt(fd, SOL_SOCKET, SO_PASSCRED, on, Integer.BYTES) != 0
        || LibC.bind(fd, name, name.length) != 0) {
      int errno = Errno.last();
      LibC.close(fd);
      throw Errno.exception("cannot receive on socket", address, errno);
    }
    return fd;
  }

  int fd() {
    return closed ? -1 : fd;
  }

  private void receiveAll() {
    for (int i = 0; i < ROUND && !closed; i++) {
      long length = receive();
      if (length < 0) {
        return;
      }
      deliver((int) Math.min(length, poller.transfer().size()));
    }
  }

  private long receive() {
    NativeBuffer data = poller.transfer();
    HEADER.bytes.putLong(0, 0).putLong(8, 0);
    HEADER.bytes.putLong(IOV_AT, HEADER.address + HEADER_SIZE);
    HEADER.bytes.putLong(IOV_COUNT_AT, 1);
    HEADER.bytes.putLong(CONTROL_AT, CONTROL.address);
    HEADER.bytes.putLong(CONTROL_SIZE_AT, CONTROL.size());
    HEADER.bytes.putLong(HEADER_SIZE, data.address);
    HEADER.bytes.putLong(HEADER_SIZE + Long.BYTES, data.size());
    return LibC.recvmsg(fd, HEADER.address, MSG_CMSG_CLOEXEC);
  }

  private void deliver(int length) {
    int pid = 0;
    int uid = -1;
    int[] descriptors = {};
    long end = HEADER.bytes.getLong(CONTROL_SIZE_AT);
    int at = 0;
    while (at + CMSG_HEADER <= end) {
      int size = (int) CONTROL.bytes.getLong(at);
      int type = CONTROL.bytes.getInt(at + 12);
      boolean ours = CONTROL.bytes.getInt(at + 8) == SOL_SOCKET && size >= CMSG_HEADER;
      if (ours && type == SCM_CREDENTIALS) {
        pid = CONTROL.bytes.getInt(at + CMSG_HEADER);
        uid = CONTROL.bytes.getInt(at + CMSG_HEADER + Integer.BYTES);
      } else if (ours && type == SCM_RIGHTS) {
        descriptors = new int[(size - CMSG_HEADER) / Integer.BYTES];
        for (int i = 0; i < descriptors.length; i++) {
          descriptors[i] = CONTROL.bytes.getInt(at + CMSG_HEADER + i * Integer.BYTES);
        }
      }
      at += Math.max(CMSG_HEADER, (size + Long.BYTES - 1) / Long.BYTES * Long.BYTES);
    }
    try {
      handler.received(pid, uid, poller.transfer().copy(length));
    } finally {
      for (int descriptor : descriptors) {
        LibC.close(descriptor);
      }
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (!address.startsWith("@")) {
      LibC.unlink(CString.of(address));
    }
    poller.epoll().remove(fd, token);
    LibC.close(fd);
  }
}

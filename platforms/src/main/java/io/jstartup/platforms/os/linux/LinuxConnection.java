package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.Connection;
import io.jstartup.platforms.os.ConnectionHandler;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.SharedSocket;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;

/** One client. What the socket takes at once is written at once; the rest waits for EPOLLOUT. */
final class LinuxConnection implements Connection {
  private static final long LONGEST_QUEUE = 64L * 1024 * 1024;
  private static final int SOL_SOCKET = 1;
  private static final int SO_PEERCRED = 17;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int F_DUPFD_CLOEXEC = 1030;

  private final LinuxPoller poller;
  private final Consumer<LinuxConnection> forget;
  private final ConnectionHandler handler;
  private final int fd;
  private final long token;
  private final int peerPid;
  private final int peerUid;

  /** @param descriptor goes with the first byte and is the piece's own; -1: none */
  private record Piece(byte[] bytes, int descriptor) {}

  private final Deque<Piece> queue = new ArrayDeque<>();
  private long queued;
  private int sentOfFirst;
  private boolean writing;
  private boolean closing;
  private boolean closed;

  LinuxConnection(
      LinuxPoller poller, Consumer<LinuxConnection> forget, ConnectionHandler handler, int fd)
      throws OsException {
    this.poller = poller;
    this.forget = forget;
    this.handler = handler;
    this.fd = fd;
    int[] credentials = {0, -1, -1};
    LibC.getsockopt(
        fd, SOL_SOCKET, SO_PEERCRED, credentials, new int[] {credentials.length * Integer.BYTES});
    this.peerPid = credentials[0];
    this.peerUid = credentials[1];
    this.token = poller.epoll().add(fd, Epoll.IN, this::ready);
  }

  @Override
  public int peerUid() {
    return peerUid;
  }

  @Override
  public int peerPid() {
    return peerPid;
  }

  /** -1 once it is closed. */
  int fd() {
    return closed ? -1 : fd;
  }

  byte[] unsent() {
    ByteArrayOutputStream left = new ByteArrayOutputStream();
    queue.forEach(piece -> left.writeBytes(piece.bytes));
    byte[] all = left.toByteArray();
    return Arrays.copyOfRange(all, sentOfFirst, all.length);
  }

  private void ready(int events) throws OsException {
    if ((events & Epoll.OUT) != 0) {
      flush();
    }
    if (!closed && (events & ~Epoll.OUT) != 0) {
      receive();
    }
  }

  private void receive() {
    NativeBuffer buffer = poller.transfer();
    long length = LibC.read(fd, buffer.address, buffer.size());
    if (length == 0 || length < 0 && !isTransient(Errno.last())) {
      close();
    } else if (length > 0 && !closing) {
      handler.received(this, buffer.copy((int) length));
    }
  }

  @Override
  public void send(byte[] bytes) {
    if (!closed && !closing && bytes.length > 0) {
      send(new Piece(bytes, -1));
    }
  }

  @Override
  public void send(byte[] bytes, SharedSocket handed) throws OsException {
    if (!closed && !closing) {
      int own = ((LinuxSharedSocket) handed).fd();
      int copy = LibC.fcntl(own, F_DUPFD_CLOEXEC, 0);
      Errno.check(copy, "cannot hand over", handed.wish().text());
      send(new Piece(bytes, copy));
    }
  }

  @Override
  public long queued() {
    return queued;
  }

  private void send(Piece piece) {
    queue.add(piece);
    queued += piece.bytes.length;
    if (!writing) {
      flush();
    }
    if (queued > LONGEST_QUEUE) {
      close();
    }
  }

  private void flush() {
    while (!queue.isEmpty()) {
      long sent = sendSome(queue.peek());
      if (sent < 0) {
        waitOrClose(Errno.last());
        return;
      }
      queued -= sent;
      sentOfFirst += (int) sent;
      if (sentOfFirst == queue.peek().bytes.length) {
        dispose(queue.remove());
        sentOfFirst = 0;
      }
    }
    if (closing) {
      close();
    } else {
      watchWriting(false);
    }
  }

  private static void dispose(Piece piece) {
    if (piece.descriptor >= 0) {
      LibC.close(piece.descriptor);
    }
  }

  private long sendSome(Piece first) {
    NativeBuffer buffer = poller.transfer();
    int length = Math.min(first.bytes.length - sentOfFirst, buffer.size());
    buffer.bytes.put(0, first.bytes, sentOfFirst, length);
    return first.descriptor < 0 || sentOfFirst > 0
        ? LibC.send(fd, buffer.address, length, MSG_NOSIGNAL)
        : DescriptorMessage.send(fd, buffer.address, length, first.descriptor, MSG_NOSIGNAL);
  }

  private void waitOrClose(int errno) {
    if (isTransient(errno)) {
      watchWriting(true);
    } else {
      close();
    }
  }

  private void watchWriting(boolean wanted) {
    if (writing == wanted) {
      return;
    }
    writing = wanted;
    try {
      poller.epoll().modify(fd, wanted ? Epoll.IN | Epoll.OUT : Epoll.IN, token);
    } catch (OsException outOfMemory) {
      close();
    }
  }

  private static boolean isTransient(int errno) {
    return errno == Errno.EAGAIN || errno == Errno.EINTR;
  }

  @Override
  public void closeAfterSending() {
    if (closed) {
      return;
    }
    closing = true;
    if (queue.isEmpty()) {
      close();
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    queue.forEach(LinuxConnection::dispose);
    queue.clear();
    queued = 0;
    poller.epoll().remove(fd, token);
    LibC.close(fd);
    forget.accept(this);
    poller.defer(() -> handler.closed(this));
  }
}

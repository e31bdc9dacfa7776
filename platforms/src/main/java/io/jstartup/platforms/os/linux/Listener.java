package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.ConnectionHandler;
import io.jstartup.platforms.os.OsException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** A listening UNIX stream socket and the connections it accepted. */
final class Listener implements AutoCloseable {
  private static final int SOCK_STREAM = 1;
  private static final int CLOEXEC_NONBLOCK = 0x80800;
  private static final int BACKLOG = 128;

  private final LinuxPoller poller;
  private final String path;
  private final ConnectionHandler handler;
  private final int fd;
  private final long token;
  private final Set<LinuxConnection> connections = new HashSet<>();
  private int spare = openSpare();
  private boolean closed;

  Listener(LinuxPoller poller, Path socket, ConnectionHandler handler) throws OsException {
    this(poller, socket, handler, bound(socket.toString()));
  }

  /** With a socket that listens already. */
  Listener(LinuxPoller poller, Path socket, ConnectionHandler handler, int fd) throws OsException {
    this.poller = poller;
    this.path = socket.toString();
    this.handler = handler;
    this.fd = fd;
    this.token = poller.epoll().add(fd, Epoll.IN, events -> accept());
  }

  int fd() {
    return fd;
  }

  private static int bound(String path) throws OsException {
    byte[] address = UnixAddress.of(path);
    int fd = LibC.socket(UnixAddress.AF_UNIX, SOCK_STREAM | CLOEXEC_NONBLOCK, 0);
    Errno.check(fd, "cannot create socket", path);
    // the mode that is set before bind is the mode of the file, whatever the umask allows beyond it
    LibC.fchmod(fd, OpenFlags.PRIVATE_FILE);
    LibC.unlink(CString.of(path));
    if (LibC.bind(fd, address, address.length) != 0 || LibC.listen(fd, BACKLOG) != 0) {
      int errno = Errno.last();
      LibC.close(fd);
      throw Errno.exception("cannot listen on socket", path, errno);
    }
    return fd;
  }

  private void accept() throws OsException {
    while (!closed) {
      int accepted = LibC.accept4(fd, 0, 0, CLOEXEC_NONBLOCK);
      if (accepted >= 0) {
        open(accepted);
      } else if (!dropOne(Errno.last())) {
        return;
      }
    }
  }

  LinuxConnection open(int accepted) throws OsException {
    LinuxConnection connection = new LinuxConnection(poller, this::forget, handler, accepted);
    connections.add(connection);
    handler.opened(connection);
    return connection;
  }

  /** With no descriptor left, a client that waits would wake us for ever: use the spare one to turn it away. */
  private boolean dropOne(int errno) {
    if (errno != Errno.EMFILE && errno != Errno.ENFILE || spare < 0) {
      return false;
    }
    LibC.close(spare);
    int refused = LibC.accept4(fd, 0, 0, CLOEXEC_NONBLOCK);
    LibC.close(refused);
    spare = openSpare();
    return refused >= 0;
  }

  private static int openSpare() {
    return LibC.open(CString.of("/dev/null"), OpenFlags.CLOSE_ON_EXEC, 0);
  }

  void forget(LinuxConnection connection) {
    connections.remove(connection);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    LibC.unlink(CString.of(path));
    poller.epoll().remove(fd, token);
    LibC.close(fd);
    LibC.close(spare);
    poller.forget(this);
  }

  /** The poller goes: its connections with it. */
  void closeAll() {
    close();
    Set.copyOf(connections).forEach(LinuxConnection::close);
  }
}

package io.jstartup.platforms.os.linux;

import io.jstartup.model.listen.ListenAddress;
import io.jstartup.platforms.os.Connection;
import io.jstartup.platforms.os.ConnectionHandler;
import io.jstartup.platforms.os.DatagramHandler;
import io.jstartup.platforms.os.ListeningSocket;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.platforms.os.Replacement;
import io.jstartup.platforms.os.SharedSocket;
import io.jstartup.platforms.os.SocketWish;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** execve(2) from the middle of a JVM, which marks none of its descriptors close-on-exec: they must not reach the new program. */
final class LinuxReplacement implements Replacement {
  @Override
  public int descriptor(Object held) {
    if (held instanceof Listener listener) {
      return listener.fd();
    }
    if (held instanceof LinuxConnection connection) {
      return connection.fd();
    }
    if (held instanceof LinuxListeningSocket socket) {
      return socket.fd();
    }
    if (held instanceof LinuxSharedSocket socket) {
      return socket.fd();
    }
    if (held instanceof DatagramListener receiver) {
      return receiver.fd();
    }
    if (held instanceof FileLocks.Lock lock) {
      return lock.fd();
    }
    throw new IllegalArgumentException("no descriptor of ours: " + held);
  }

  @Override
  public byte[] unsent(Connection connection) {
    return ((LinuxConnection) connection).unsent();
  }

  @Override
  public void replace(
      String program,
      List<String> argv,
      Supplier<List<String>> environment,
      Collection<Integer> kept)
      throws OsException {
    SpawnBlock block = new SpawnBlock();
    List<String> variables = environment.get();
    block.fill(program, argv, variables);
    HeldSignals signals = new HeldSignals();
    CloseOnExec.markAll();
    kept.forEach(CloseOnExec::unmark);
    // From here on it takes as little time as can be: one that comes to a program's first thread,
    // which does not block it, is ignored.
    signals.hold();
    try {
      List<String> last = environment.get();
      if (!last.equals(variables)) {
        block.fill(program, argv, last);
      }
      LibC.execve(block.program, block.argv, block.environment);
      throw Errno.exception("cannot execute", program, Errno.last());
    } finally {
      signals.release();
      kept.forEach(CloseOnExec::mark);
    }
  }

  @Override
  public <T> T admitSignals(Supplier<T> catching) {
    return HeldSignals.admit(catching);
  }

  @Override
  public AutoCloseable inheritLock(int descriptor, Path file) {
    CloseOnExec.mark(descriptor);
    return FileLocks.held(descriptor, file);
  }

  @Override
  public ListeningSocket inheritSocket(int descriptor, ListenAddress address) {
    CloseOnExec.mark(descriptor);
    return new LinuxListeningSocket(address, descriptor);
  }

  @Override
  public SharedSocket inheritShared(int descriptor, SocketWish wish) {
    CloseOnExec.mark(descriptor);
    return new LinuxSharedSocket(wish, descriptor);
  }

  @Override
  public Connection inheritChannel(Poller poller, int descriptor, ConnectionHandler handler)
      throws OsException {
    CloseOnExec.mark(descriptor);
    return ((LinuxPoller) poller).connection(descriptor, handler);
  }

  @Override
  public AutoCloseable inheritListener(
      Poller poller, int descriptor, Path socket, ConnectionHandler handler) throws OsException {
    CloseOnExec.mark(descriptor);
    return ((LinuxPoller) poller).listenOn(descriptor, socket, handler);
  }

  @Override
  public AutoCloseable inheritReceiver(
      Poller poller, int descriptor, String address, DatagramHandler handler) throws OsException {
    CloseOnExec.mark(descriptor);
    return new DatagramListener((LinuxPoller) poller, address, handler, descriptor);
  }

  @Override
  public Connection inheritConnection(AutoCloseable listener, int descriptor, byte[] unsent)
      throws OsException {
    CloseOnExec.mark(descriptor);
    LinuxConnection connection = ((Listener) listener).open(descriptor);
    connection.send(unsent);
    return connection;
  }
}

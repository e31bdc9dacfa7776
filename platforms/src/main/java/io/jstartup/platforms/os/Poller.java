package io.jstartup.platforms.os;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** Waits for all the supervisor waits for, on one thread: epoll on Linux. Only {@link #wakeUp} may be called from other threads. */
public interface Poller extends AutoCloseable {
  /** Calls back once, during {@link #await}, when the process ended; a child has been reaped by then. */
  void watchExit(ManagedProcess process, Consumer<Exit> onExit) throws OsException;

  /**
   * Listens on a UNIX socket, mode 0600; a socket file that is left over there is replaced. The caller holds the lock that says that
   * nobody else listens.
   *
   * @return closes the listener and removes the socket file
   */
  AutoCloseable listen(Path socket, ConnectionHandler handler) throws OsException;

  /** Calls back for no process that is watched now; children that end stay unreaped. */
  default void forgetExits() {
    throw new UnsupportedOperationException("this poller can't forget exits");
  }

  /** Waits until something happened or the time is over, and runs the callbacks. {@code null}: no time limit. */
  void await(Duration longest) throws OsException;

  /** Makes a running or the next {@link #await} return. Any thread. */
  void wakeUp();

  @Override
  void close();
}

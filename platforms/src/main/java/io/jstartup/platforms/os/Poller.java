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

  /**
   * Receives datagrams on a UNIX socket, mode 0600: a path, where a file that is left over is replaced, or {@code @name} for an abstract
   * one.
   *
   * @return closes it and removes the file
   * @throws OsException also where senders can't be told
   */
  default AutoCloseable receive(String address, DatagramHandler handler) throws OsException {
    throw new OsException("cannot receive on socket", address, 0, "this system tells no senders");
  }

  /** Our end of the pair; the other one is closed here. The handler is not told that it is opened. */
  default Connection open(SocketPair pair, ConnectionHandler handler) throws OsException {
    throw new UnsupportedOperationException("this poller opens no pairs");
  }

  /**
   * The end that an earlier supervisor had of a process's channel, from the copy that the process keeps: {@link SocketPair#copy},
   * pidfd_getfd(2). The handler is not told that it is opened.
   *
   * @throws OsException when the kernel doesn't allow that, or what the process has there is no such end
   */
  default Connection regain(ManagedProcess process, int descriptor, ConnectionHandler handler)
      throws OsException {
    throw new OsException("cannot regain", "channel", 0, "this system can't");
  }

  /** Calls back for no process that is watched now; children that end stay unreaped. */
  default void forgetExits() {
    throw new UnsupportedOperationException("this poller can't forget exits");
  }

  /**
   * Waits until something happened or the time is over, and runs the callbacks.
   *
   * @param longest {@code null}: no time limit
   * @return whether something happened
   */
  boolean await(Duration longest) throws OsException;

  /** Makes a running or the next {@link #await} return. Any thread. */
  void wakeUp();

  @Override
  void close();
}

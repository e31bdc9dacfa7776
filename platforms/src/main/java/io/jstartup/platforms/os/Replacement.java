package io.jstartup.platforms.os;

import io.jstartup.model.listen.ListenAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Replaces the program of this process and keeps the process: its pid, its parent, its children, their exit codes, its cgroup and
 * the descriptors that are handed over. execve(2). On the loop's thread.
 */
public interface Replacement {
  /**
   * The number by which the new program finds what {@link OperatingSystem#lock}, {@link OperatingSystem#listen}, {@link
   * OperatingSystem#share}, {@link Poller#listen}, {@link Poller#receive} or a {@link Connection} holds; -1 once the
   * connection is closed.
   *
   * @throws IllegalArgumentException for anything else
   */
  int descriptor(Object held);

  /** What was given to {@link Connection#send} and not taken by the peer yet. */
  byte[] unsent(Connection connection);

  /**
   * Runs the other program in this process; all other threads end at that moment. SIGHUP, SIGINT and SIGTERM that come from then on
   * wait until that program calls {@link #admitSignals}, and SIGUSR2 doesn't end it; no other signal is blocked. Returns only by failing, and then nothing
   * has changed.
   *
   * @param program absolute path of what is executed
   * @param argv the whole vector
   * @param environment {@code NAME=VALUE} in order; asked for again when no signal is caught any more, so that it can tell of those that were
   * @param kept the descriptors that stay open, with 0, 1 and 2
   */
  void replace(
      String program,
      List<String> argv,
      Supplier<List<String>> environment,
      Collection<Integer> kept)
      throws OsException;

  /**
   * On a program's first thread: has signals caught by this, and lets in those that have waited since {@link #replace}. In a program that
   * took no other's place none has, and nothing else happens.
   */
  <T> T admitSignals(Supplier<T> catching);

  /** In the new program: the lock that came with this descriptor. */
  AutoCloseable inheritLock(int descriptor, Path file);

  /** In the new program: the socket of an app that came with this descriptor. */
  ListeningSocket inheritSocket(int descriptor, ListenAddress address);

  /** In the new program: a socket that is shared. */
  SharedSocket inheritShared(int descriptor, SocketWish wish);

  /** In the new program: our end of a process's channel. The handler is not told that it is opened. */
  Connection inheritChannel(Poller poller, int descriptor, ConnectionHandler handler)
      throws OsException;

  /** In the new program: goes on listening. */
  AutoCloseable inheritListener(
      Poller poller, int descriptor, Path socket, ConnectionHandler handler) throws OsException;

  /** In the new program: goes on receiving, also what was sent meanwhile. */
  AutoCloseable inheritReceiver(
      Poller poller, int descriptor, String address, DatagramHandler handler) throws OsException;

  /** In the new program: goes on with a client of that listener. Tells the handler that it is opened, and sends what was unsent. */
  Connection inheritConnection(AutoCloseable listener, int descriptor, byte[] unsent)
      throws OsException;
}

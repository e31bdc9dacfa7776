package io.jstartup.platforms.os;

/**
 * Two connected UNIX stream sockets. One end is for a process that is about to be started, see {@link SpawnManner#channel}; the other
 * becomes a {@link Connection} by {@link Poller#open}. Closing it closes the ends that are still its own.
 */
public interface SocketPair extends AutoCloseable {
  /** Behind standard input, output and error. */
  int FIRST = 3;

  /** The descriptor that the process has its end by: behind its sockets, of which there are so many. */
  static int child(int sockets) {
    return FIRST + sockets;
  }

  /** The process keeps a copy of the other end by this descriptor: so its end is not cut off when this process dies. */
  static int copy(int sockets) {
    return FIRST + sockets + 1;
  }

  @Override
  void close();
}

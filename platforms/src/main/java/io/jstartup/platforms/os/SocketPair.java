package io.jstartup.platforms.os;

/**
 * Two connected UNIX stream sockets. One end is for a process that is about to be started, see {@link SpawnManner#channel}; the other
 * becomes a {@link Connection} by {@link Poller#open}. Closing it closes the ends that are still its own.
 */
public interface SocketPair extends AutoCloseable {
  /** The descriptor that the process has its end by. */
  int CHILD = 3;

  /** The process keeps a copy of the other end by this descriptor: so its end is not cut off when this process dies. */
  int COPY = 4;

  @Override
  void close();
}

package io.jstartup.platforms.os;

/**
 * A socket that this process makes and others use: they accept its connections or read its datagrams. Non-blocking, so that one that
 * comes too late for a connection doesn't wait for the next. It lives as long as any process has it. For the loop's thread.
 */
public interface SharedSocket extends AutoCloseable {
  /** What was asked for. */
  SocketWish wish();

  /** By which the kernel tells it from all other sockets of this boot. */
  long inode();

  /** Whether clients can still reach it: the file of a path may have been removed or replaced. */
  boolean reachable();

  /** Gives up this process's descriptor. Leaves the file of a path. */
  @Override
  void close();

  /** Closes it and removes the file of a path, if that is still its own. */
  void remove();
}

package io.jstartup.platforms.os;

/** What to do with clients of a listening socket. Called on the loop's thread, from {@link Poller#await} alone. */
public interface ConnectionHandler {
  void opened(Connection connection);

  /** Bytes as they came: a frame may be split or joined. The array is the handler's to keep. */
  void received(Connection connection, byte[] bytes);

  /**
   * The peer went (one that shut down its sending side counts as gone) or {@link Connection#close} was called. Called once, never from
   * within a call to the connection; not when the poller is closed.
   */
  void closed(Connection connection);
}

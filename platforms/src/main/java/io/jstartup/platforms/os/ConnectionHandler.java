package io.jstartup.platforms.os;

/** What to do with clients of a listening socket. Called on the loop's thread. */
public interface ConnectionHandler {
  void opened(Connection connection);

  /** Bytes as they came: a frame may be split or joined. The array is the handler's to keep. */
  void received(Connection connection, byte[] bytes);

  /** The peer went or {@link Connection#close} was called. Called once. */
  void closed(Connection connection);
}

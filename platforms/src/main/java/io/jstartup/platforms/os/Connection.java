package io.jstartup.platforms.os;

/** One accepted client of the control socket. Used on the loop's thread only. */
public interface Connection {
  /** The peer's user id as the kernel gives it (SO_PEERCRED). */
  int peerUid();

  /** The peer's process id. */
  int peerPid();

  /**
   * Sends these bytes as the peer reads; what it doesn't take at once is queued, and the array is the connection's from now on. A peer
   * whose queue passes 64 MiB is closed. Does nothing once closed or closing.
   */
  void send(byte[] bytes);

  /**
   * Sends these bytes and, with the first of them, a copy of a descriptor: SCM_RIGHTS, unix(7). The socket may be closed at once.
   *
   * @throws OsException when no copy can be made; then nothing is sent
   */
  default void send(byte[] bytes, SharedSocket handed) throws OsException {
    throw new OsException("cannot hand over", handed.wish().text(), 0, "this system can't");
  }

  /** How many bytes wait for the peer to read. */
  default long queued() {
    return 0;
  }

  /** Closes it once all that was queued is sent; what still comes in is dropped. */
  void closeAfterSending();

  /** Closes it now. */
  void close();
}

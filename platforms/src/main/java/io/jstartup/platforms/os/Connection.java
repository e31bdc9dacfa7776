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

  /** Closes it once all that was queued is sent; what still comes in is dropped. */
  void closeAfterSending();

  /** Closes it now. */
  void close();
}

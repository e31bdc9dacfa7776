package io.jstartup.platforms.os;

/** One accepted client of the control socket. Used on the loop's thread only. */
public interface Connection {
  /** The peer's user id as the kernel gives it (SO_PEERCRED). */
  int peerUid();

  /** The peer's process id. */
  int peerPid();

  /** Queues these bytes; they go out as the peer reads. A peer whose queue passes 64 MiB is closed. */
  void send(byte[] bytes);

  /** Closes it once all that was queued is sent. */
  void closeAfterSending();

  /** Closes it now. */
  void close();
}

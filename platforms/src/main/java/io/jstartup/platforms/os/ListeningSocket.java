package io.jstartup.platforms.os;

import io.jstartup.model.listen.ListenAddress;

/** A socket that listens for an app and outlives its processes. Blocking, as systemd's are. For the loop's thread. */
public interface ListeningSocket extends AutoCloseable {
  ListenAddress address();

  /**
   * The same for another app, which may name and use it otherwise; takes the place of this object.
   *
   * @param other has the same address; the rights that it asks for are given to the file
   * @throws OsException when they can't be
   */
  ListeningSocket as(ListenAddress other) throws OsException;

  /** Gives up this process's descriptor, and with it the socket once no other process has one. Leaves the file of a UNIX socket. */
  @Override
  void close();

  /** Closes it and removes the file of a UNIX socket. */
  void remove();
}

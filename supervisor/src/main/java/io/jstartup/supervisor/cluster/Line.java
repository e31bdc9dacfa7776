package io.jstartup.supervisor.cluster;

import io.jstartup.platforms.os.SharedSocket;

/** The way to a worker: its channel. What is sent arrives in order, or not at all when the channel closes. */
public interface Line {
  /** One JSON text, without a line end; false: nobody would hear it. */
  boolean send(String message);

  /**
   * The same with a socket.
   *
   * @param otherwise is sent in its place when the socket can't be handed over, as when no descriptor is left for that
   */
  boolean send(String message, SharedSocket handed, String otherwise);
}

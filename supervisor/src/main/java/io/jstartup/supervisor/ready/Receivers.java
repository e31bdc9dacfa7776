package io.jstartup.supervisor.ready;

import io.jstartup.platforms.os.DatagramHandler;
import io.jstartup.platforms.os.OsException;

/** Opens the sockets that apps send their notifications to. */
public interface Receivers {
  /** An address is opened again only after it was closed. */
  AutoCloseable open(String address, DatagramHandler handler) throws OsException;
}

package io.jstartup.supervisor.cluster;

import io.jstartup.platforms.os.SharedSocket;
import io.jstartup.platforms.os.SocketWish;
import java.util.Optional;

/** Sockets that came with this program's start. */
@FunctionalInterface
public interface Inherited {
  Inherited NONE = (inode, wish) -> Optional.empty();

  /** The one of that inode, the caller's from now on. */
  Optional<SharedSocket> socket(long inode, SocketWish wish);
}

package io.jstartup.model.listen;

import java.util.Optional;

/**
 * Who may connect to a socket in the file system: SocketMode=, SocketUser= and SocketGroup= of systemd.socket(5).
 *
 * @param mode of the file, 0 to 0777; empty: what the supervisor's umask leaves
 * @param user a name or a number; empty: the supervisor's. Takes root
 * @param group likewise; without root, one that the supervisor's user is in
 */
public record SocketRights(Optional<Integer> mode, Optional<String> user, Optional<String> group) {
  public static final int WIDEST_MODE = 0777;

  /** As it comes. */
  public static final SocketRights USUAL =
      new SocketRights(Optional.empty(), Optional.empty(), Optional.empty());
}

package io.jstartup.platforms.os;

import io.jstartup.model.exec.RunAs;
import java.util.List;
import java.util.Optional;

/**
 * How a process is started when not simply as its supervisor is.
 *
 * @param through the words of a command that changes itself and then executes what stands behind them: its absolute path, its
 *     arguments; empty: the program is executed at once. What becomes of the process is the command's doing
 * @param umask its umask; empty: the supervisor's
 * @param user whom {@code through} makes it run as. The seam makes no other user of it, but minds whose files these are: logs are
 *     opened with that user's rights, and those that only root can make are given to it; working directory and program must be
 *     accessible to it
 * @param sockets its descriptors from 3 on. With any, it gets the variables LISTEN_FDS, LISTEN_FDNAMES and LISTEN_PID, which holds its
 *     own pid, in front of its environment: sd_listen_fds(3). One of them may be its standard input too
 * @param channel its one end is the process's {@link SocketPair#child}, and a copy of the other one its {@link SocketPair#copy}; the
 *     pair stays the caller's
 */
public record SpawnManner(
    List<String> through,
    Optional<Integer> umask,
    Optional<RunAs> user,
    List<ListeningSocket> sockets,
    Optional<SocketPair> channel) {
  /** Nothing of it. */
  public static final SpawnManner PLAIN =
      new SpawnManner(List.of(), Optional.empty(), Optional.empty());

  public SpawnManner {
    through = List.copyOf(through);
    sockets = List.copyOf(sockets);
  }

  /** Without sockets and channel. */
  public SpawnManner(List<String> through, Optional<Integer> umask, Optional<RunAs> user) {
    this(through, umask, user, List.of(), Optional.empty());
  }

  /** The same with these sockets. */
  public SpawnManner withSockets(List<ListeningSocket> newSockets) {
    return new SpawnManner(through, umask, user, newSockets, channel);
  }

  /** The same with this channel, if any. */
  public SpawnManner over(Optional<SocketPair> pair) {
    return new SpawnManner(through, umask, user, sockets, pair);
  }
}

package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.ListeningSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The variables of sd_listen_fds(3), in front of an environment that may bring others of that name. */
final class ListenVariables {
  private static final String PID = "LISTEN_PID=";
  private static final String COUNT = "LISTEN_FDS=";
  private static final String NAMES = "LISTEN_FDNAMES=";

  /** Where the first variable has its pid. */
  static final int PID_AT = PID.length();

  /** As long as any pid. */
  private static final String ROOM = "0000000000";

  private ListenVariables() {}

  static List<String> added(List<ListeningSocket> sockets, List<String> environment) {
    List<String> all = new ArrayList<>();
    all.add(PID + ROOM);
    all.add(COUNT + sockets.size());
    all.add(
        NAMES + sockets.stream().map(it -> it.address().name()).collect(Collectors.joining(":")));
    for (String variable : environment) {
      if (!isOne(variable)) {
        all.add(variable);
      }
    }
    return all;
  }

  private static boolean isOne(String variable) {
    return variable.startsWith(PID) || variable.startsWith(COUNT) || variable.startsWith(NAMES);
  }
}

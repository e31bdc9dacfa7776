package io.jstartup.cli.daemon;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** How an init system tells a process which descriptors it was started with: sd_listen_fds(3). */
final class ListenVariables {
  static final Set<String> ALL =
      Set.of("LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES", "LISTEN_PIDFDID");

  private static final int FIRST = 3;
  private static final int MOST = 100_000;

  private ListenVariables() {}

  /** The descriptors and their names; none when they are meant for another process. */
  static Map<Integer, String> descriptors(Map<String, String> env, int pid) {
    Map<Integer, String> descriptors = new LinkedHashMap<>();
    String count = env.getOrDefault("LISTEN_FDS", "");
    if (!count.matches("\\d{1,6}") || !Integer.toString(pid).equals(env.get("LISTEN_PID"))) {
      return descriptors;
    }
    String[] names = env.getOrDefault("LISTEN_FDNAMES", "").split(":", -1);
    for (int i = 0; i < Math.min(Integer.parseInt(count), MOST); i++) {
      descriptors.put(FIRST + i, i < names.length ? names[i] : "unknown");
    }
    return descriptors;
  }
}

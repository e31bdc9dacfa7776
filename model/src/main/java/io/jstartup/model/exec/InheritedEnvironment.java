package io.jstartup.model.exec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What an app gets of the environment of whoever starts it. */
public final class InheritedEnvironment {
  /** These say who somebody is, login(1): of another user they are not the caller's. */
  public static final Set<String> OF_THE_USER = Set.of("HOME", "USER", "LOGNAME");

  /**
   * Of the program's own launcher, or of the app from within which this one is started: its readiness and watchdog, sd_notify(3), and
   * its sockets, sd_listen_fds(3), are no other's.
   */
  private static final Set<String> NEVER =
      Set.of(
          "JSTARTUP_LAUNCHER_PID",
          "unique_id",
          "pm_id",
          "NOTIFY_SOCKET",
          "WATCHDOG_USEC",
          "WATCHDOG_PID",
          "LISTEN_FDS",
          "LISTEN_PID",
          "LISTEN_FDNAMES",
          "LISTEN_PIDFDID");

  private InheritedEnvironment() {}

  /** In the caller's order; the caller's own map. */
  public static Map<String, String> of(Map<String, String> callers, EnvironmentFilter filter) {
    Map<String, String> inherited = new LinkedHashMap<>(callers);
    inherited.keySet().removeAll(NEVER);
    inherited.keySet().removeIf(filter::drops);
    return inherited;
  }

  /** As {@link #of(Map, EnvironmentFilter)}, with the variables that say who somebody is made those of this user. */
  public static Map<String, String> ofUser(Map<String, String> inherited, RunAs user, String home) {
    Map<String, String> own = new LinkedHashMap<>(inherited);
    own.keySet().removeAll(OF_THE_USER);
    own.put("HOME", home);
    if (!user.user().isEmpty()) {
      own.put("USER", user.user());
      own.put("LOGNAME", user.user());
    }
    return own;
  }
}

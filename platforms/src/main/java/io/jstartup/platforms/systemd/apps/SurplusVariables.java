package io.jstartup.platforms.systemd.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a service's environment would have besides the app's own variables: systemd.exec(5), "Environment". */
final class SurplusVariables {
  /** What systemd puts into a service's environment by itself. */
  private static final List<String> SYSTEMDS_OWN =
      List.of(
          "PATH",
          "LANG",
          "LANGUAGE",
          "LC_CTYPE",
          "LC_NUMERIC",
          "LC_TIME",
          "LC_COLLATE",
          "LC_MONETARY",
          "LC_MESSAGES",
          "LC_PAPER",
          "LC_NAME",
          "LC_ADDRESS",
          "LC_TELEPHONE",
          "LC_MEASUREMENT",
          "LC_IDENTIFICATION",
          "HOME",
          "USER",
          "LOGNAME",
          "SHELL",
          "INVOCATION_ID",
          "JOURNAL_STREAM",
          "SYSTEMD_EXEC_PID",
          "MEMORY_PRESSURE_WATCH",
          "MEMORY_PRESSURE_WRITE");

  /** What a user's manager may have besides, from its start on or from a login's session: pam_systemd(8), user@.service(5). */
  private static final List<String> OF_USERS_MANAGER =
      List.of(
          "MANAGERPID",
          "MANAGERPIDFDID",
          "XDG_RUNTIME_DIR",
          "XDG_SESSION_ID",
          "XDG_SESSION_TYPE",
          "XDG_SESSION_CLASS",
          "XDG_SESSION_DESKTOP",
          "XDG_CURRENT_DESKTOP",
          "XDG_SEAT",
          "XDG_VTNR",
          "XDG_DATA_DIRS",
          "XDG_CONFIG_DIRS",
          "DBUS_SESSION_BUS_ADDRESS",
          "DESKTOP_SESSION",
          "DISPLAY",
          "XAUTHORITY",
          "WAYLAND_DISPLAY",
          "SSH_AUTH_SOCK",
          "SSH_AGENT_PID",
          "GPG_AGENT_INFO",
          "MAIL",
          "PWD",
          "OLDPWD",
          "SHLVL",
          "_");

  /** The protocol's, which a service is given for itself alone. */
  private static final Set<String> KEPT =
      Set.of("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_FDS", "LISTEN_PID");

  private SurplusVariables() {}

  /**
   * The names, each once.
   *
   * @param ofUser whether a user's manager starts it
   * @param seen those that this manager has now
   */
  static List<String> names(boolean ofUser, Set<String> seen) {
    List<String> names = new ArrayList<>(SYSTEMDS_OWN);
    if (ofUser) {
      names.addAll(OF_USERS_MANAGER);
    }
    seen.stream()
        .filter(name -> !KEPT.contains(name) && !names.contains(name))
        .sorted()
        .forEach(names::add);
    return names;
  }
}

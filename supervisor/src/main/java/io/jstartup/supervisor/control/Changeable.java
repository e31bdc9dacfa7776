package io.jstartup.supervisor.control;

import java.util.Set;

/** What a {@code restart} may change of an app, by the names of the saved list. */
public final class Changeable {
  public static final Set<String> FIELDS =
      Set.of(
          "name",
          "stop_exit_codes",
          "max_restarts",
          "min_uptime",
          "restart_delay",
          "exp_backoff_restart_delay",
          "crash_loop",
          "max_memory_restart",
          "cron_restart");

  private Changeable() {}
}

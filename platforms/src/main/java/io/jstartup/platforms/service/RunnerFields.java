package io.jstartup.platforms.service;

import io.jstartup.model.AppSpec;
import io.jstartup.model.SavedInstance;
import java.util.ArrayList;
import java.util.List;

/** What becomes of an app's settings below {@code jstartup exec}: the supervisor's own code carries them out. */
public final class RunnerFields {
  /** What it takes at rest, and until the app starts; measured with Java 17. */
  static final String PRICE =
      "a JVM of its own: about 50 MiB, 32 of them its own, and half a second before it starts";

  private static final List<String> CARRIED =
      List.of(
          "name, namespace, increment_var",
          "script, args, interpreter, interpreter_args",
          "cwd",
          "env, filter_env",
          "uid, gid, groups",
          "umask",
          "nice",
          "limits",
          "kill_signal",
          "kill_timeout",
          "treekill",
          "drain",
          "shutdown_with_message",
          "autorestart",
          "stop_exit_codes",
          "restart_delay",
          "exp_backoff_restart_delay",
          "max_restarts, min_uptime",
          "crash_loop",
          "max_memory_restart",
          "cron_restart",
          "watch, ignore_watch, watch_delay, watch_ext, watch_options",
          "wait_ready",
          "listen_timeout",
          "ready",
          "health",
          "notify",
          "watchdog",
          "out_file, error_file, merge_logs, disable_logs",
          "log_rotate, log_max_size, log_retain, log_compress, log_rotate_date_format",
          "log_file, log_type, log_date_format",
          "pid_file");

  private RunnerFields() {}

  static AppService report(SavedInstance saved, String name, List<String> needs) {
    return report(saved, name, true, needs);
  }

  /**
   * The report of one that a runner runs.
   *
   * @param starts whether it is started with its group
   * @param needs what the init system can't do; empty: it runs none without a runner
   */
  public static AppService report(
      SavedInstance saved, String name, boolean starts, List<String> needs) {
    AppSpec app = saved.app();
    List<MappedField> fields = new ArrayList<>();
    CARRIED.forEach(field -> fields.add(exact(field, "by the runner")));
    if (!app.others().isEmpty()) {
      fields.add(
          exact("others", "nothing reads them: " + String.join(", ", app.others().keySet())));
    }
    fields.add(exact("instances, instance_var", "a service each, with " + app.instanceVar()));
    fields.add(exact("autostart", "a service is made of what was saved as running"));
    fields.add(
        new MappedField(
            "unique_id, pm_id, JSTARTUP_HOME",
            Fidelity.APPROXIMATED,
            "the runner's own: no supervisor may take it for one of its own"));
    fields.add(
        new MappedField(
            "logrotate",
            Fidelity.APPROXIMATED,
            "what 'jstartup set' says of all apps does not reach the runner; use logrotate(8)"));
    fields.add(shared("exec_mode", app, app.clusterMode()));
    fields.add(shared("listen", app, !app.listen().isEmpty()));
    return new AppService(name, app.name(), saved.number(), starts, fields, why(needs));
  }

  private static MappedField shared(String field, AppSpec app, boolean used) {
    return used && app.instances() > 1
        ? new MappedField(
            field, Fidelity.LOST, "its instances share no port: each has a runner of its own")
        : exact(field, "by the runner");
  }

  private static String why(List<String> needs) {
    return needs.isEmpty() ? PRICE : PRICE + "; for " + String.join("; ", needs);
  }

  static AppService leftAlone(SavedInstance saved, String name) {
    MappedField why =
        new MappedField(
            "autostart",
            Fidelity.APPROXIMATED,
            "it is saved as stopped: no service is made of it, the supervisor lists it as before");
    return new AppService(name, saved.app().name(), saved.number(), false, List.of(why));
  }

  private static MappedField exact(String field, String note) {
    return new MappedField(field, Fidelity.EXACT, note);
  }
}

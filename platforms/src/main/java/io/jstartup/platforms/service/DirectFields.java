package io.jstartup.platforms.service;

import io.jstartup.model.AppSpec;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.StopPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of an app's settings where scripts of the init system's own run it. */
final class DirectFields {
  private final List<MappedField> fields = new ArrayList<>();

  private DirectFields() {}

  static AppService report(SavedInstance saved, String name, DirectStop stop) {
    AppSpec app = saved.app();
    DirectFields report = new DirectFields();
    for (String field : List.of("script, args", "cwd", "umask", "out_file, error_file")) {
      report.exact(field, "a script that only root can read; the shell becomes the app");
    }
    report.exact("env", "in that script, and no other variable");
    report.exact("uid, gid", "setpriv, with the groups it is in at each start");
    report.exact("nice", "nice");
    report.exact("limits", "ulimit");
    report.stop(app.stop(), stop);
    report.restart(app);
    report.exact("instances", "a service each, with " + app.instanceVar());
    report.exact("autostart", "a service is made of what was saved as running");
    report.approximated("pid_file", "none is written: ask the init system's tool for the pid");
    report.approximated("logrotate", "nothing but logrotate(8) keeps the files small");
    report.approximated(
        "unique_id, pm_id, JSTARTUP_HOME",
        "not in its environment: no supervisor may take it for one of its own");
    return new AppService(name, app.name(), saved.number(), true, report.fields);
  }

  private void stop(StopPolicy policy, DirectStop stop) {
    approximated(
        "kill_signal", "its own signal; SIGCONT follows, as this init system always sends it");
    timeout(policy, stop);
    if (!policy.tree()) {
      exact("treekill", "the main process alone");
    } else if (stop.treeAtOnce()) {
      approximated("treekill", "all of its session; what has left that is not found");
    } else {
      approximated(
          "treekill",
          "the main process first, the rest of its session once that has ended; what has left that is not found");
    }
  }

  private void timeout(StopPolicy policy, DirectStop stop) {
    String exact = "to the millisecond, then SIGKILL";
    Optional<Duration> shutdown =
        stop.shutdown().filter(longest -> policy.timeout().compareTo(longest) > 0);
    if (shutdown.isPresent()) {
      String end = "; the machine's shutdown waits " + shutdown.get().toSeconds() + " s at most";
      approximated("kill_timeout", exact + end);
    } else if (policy.tree() && !stop.treeAtOnce()) {
      approximated(
          "kill_timeout",
          exact + "; what the main process leaves has as long again from its end on");
    } else {
      exact("kill_timeout", exact);
    }
  }

  private void restart(AppSpec app) {
    exact("autorestart", "the init system's own restart; 'finish' ends it");
    exact("stop_exit_codes", "'finish'");
    approximated("restart_delay", "'finish' waits; two starts are a second apart at least");
    if (!app.restart().initialBackoff().isZero()) {
      approximated("exp_backoff_restart_delay", "'finish' counts; a second at least");
    }
    exact("max_restarts, min_uptime", "'finish' counts");
    if (!app.restart().crashLoop().off()) {
      approximated("crash_loop", "nobody asked for it: max_restarts alone limits restarts");
    }
  }

  private void exact(String field, String note) {
    fields.add(new MappedField(field, Fidelity.EXACT, note));
  }

  private void approximated(String field, String note) {
    fields.add(new MappedField(field, Fidelity.APPROXIMATED, note));
  }
}

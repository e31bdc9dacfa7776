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
  private static final List<String> IN_THE_SCRIPT =
      List.of(
          "script, args, interpreter, interpreter_args",
          "cwd",
          "umask",
          "out_file, error_file, disable_logs");

  private final List<MappedField> fields = new ArrayList<>();

  private DirectFields() {}

  static AppService report(SavedInstance saved, String name, DirectStop stop) {
    AppSpec app = saved.app();
    DirectFields report = new DirectFields();
    report.exact("name", "in the service's name, and the variable");
    report.exact("namespace", "jstartup's list knows it, the init system has none");
    for (String field : IN_THE_SCRIPT) {
      report.exact(field, "a script that only root can read; the shell becomes the app");
    }
    report.start(app);
    report.stop(app.stop(), stop);
    report.restart(app);
    report.exact("instances, instance_var", "a service each, with " + app.instanceVar());
    report.exact("increment_var", "each one's environment has its own number");
    report.exact("exec_mode", "a process of its own");
    report.exact("merge_logs", "each instance has the files that it had");
    report.exact("wait_ready, listen_timeout", "it has started when it runs: nobody waits longer");
    report.exact("autostart", "a service is made of what was saved as running");
    report.approximated("pid_file", "none is written: ask the init system's tool for the pid");
    report.approximated("logrotate", "nothing but logrotate(8) keeps the files small");
    report.approximated(
        "unique_id, pm_id, JSTARTUP_HOME",
        "not in its environment: no supervisor may take it for one of its own");
    if (!app.others().isEmpty()) {
      String others = String.join(", ", app.others().keySet());
      report.exact("others", "nothing reads them: " + others);
    }
    return new AppService(name, app.name(), saved.number(), true, report.fields);
  }

  private void start(AppSpec app) {
    boolean ofBash = app.launch().env().containsKey("_");
    exact(
        "env",
        "in that script, and no other variable"
            + (ofBash ? "; without '_', which only named what started jstartup" : ""));
    exact("filter_env", "what is saved is filtered already");
    exact(
        "uid, gid, groups",
        app.execution().runAs().isPresent()
            ? "setpriv, with the groups that are saved"
            : "setpriv, with the groups it is in at each start");
    exact("nice", "nice");
    exact("limits", "ulimit");
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

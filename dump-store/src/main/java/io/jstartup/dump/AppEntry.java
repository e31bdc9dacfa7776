package io.jstartup.dump;

import io.jstartup.model.AppSpec;
import io.jstartup.model.CrashLoop;
import io.jstartup.model.Launch;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.StopPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One instance as a JSON object in PM2's field names: the form it has in the dump, in the list and on the control socket. Log and pid
 * paths are written and read as they are, no number is put in or taken out. The environment stands in {@code env} only, where PM2
 * repeats it at the top level.
 */
public final class AppEntry {
  /** The service of the init system that runs it in the supervisor's place. */
  public static final String SERVICE = "native";

  /** The file without which that service does nothing. */
  static final String GATE = "native_gate";

  private AppEntry() {}

  /** A map of the caller's own, open for fields of its own such as {@code pm_id}, {@code pm_uptime} or {@code instances}. */
  public static Map<String, Object> entry(SavedInstance saved) {
    AppSpec app = saved.app();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", app.name());
    entry.put("namespace", app.namespace());
    putLaunch(entry, app);
    entry.put("instance_var", app.instanceVar());
    entry.put(app.instanceVar(), (long) saved.number());
    if (!app.incrementVar().isEmpty()) {
      entry.put("increment_var", app.incrementVar());
    }
    entry.put("unique_id", saved.uniqueId());
    entry.put("status", saved.run() ? "online" : "stopped");
    if (saved.isService()) {
      entry.put(SERVICE, saved.service());
      if (!saved.gate().isEmpty()) {
        entry.put(GATE, saved.gate());
      }
    }
    entry.put("autostart", app.autostart());
    putRestart(entry, app.restart());
    putStop(entry, app.stop());
    entry.put("listen_timeout", app.listenTimeout().toMillis());
    ReadyFields.put(entry, app.ready());
    putFiles(entry, app);
    ExecutionFields.put(entry, app.execution());
    WatchFields.put(entry, app.watch());
    ListenFields.put(entry, app.listen());
    app.others().forEach(entry::putIfAbsent);
    PmFields.NEEDED_BY_PM2.forEach(entry::putIfAbsent);
    entry.put("env", new LinkedHashMap<String, Object>(app.launch().env()));
    return entry;
  }

  /**
   * The instance that this entry stands for. {@code instances} says how many the app has; without it, 1. An interpreter may come back
   * as a bare command name, as PM2 saves it; all other paths are absolute.
   *
   * @throws ProblemsException with all that is wrong with it
   */
  public static SavedInstance read(Map<String, Object> entry) {
    List<Problem> problems = new ArrayList<>();
    EntryReader reader = new EntryReader(entry, "app " + EntryReader.nameIn(entry), problems);
    SavedInstance saved = reader.read();
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    return saved.number() == EntryReader.NO_NUMBER
        ? new SavedInstance(
            saved.app(), 0, saved.uniqueId(), saved.run(), saved.service(), saved.gate())
        : saved;
  }

  private static void putLaunch(Map<String, Object> entry, AppSpec app) {
    Launch launch = app.launch();
    entry.put("pm_exec_path", launch.executable());
    entry.put("pm_cwd", launch.cwd());
    entry.put("args", new ArrayList<Object>(launch.args()));
    entry.put("exec_interpreter", launch.interpreter());
    entry.put("node_args", new ArrayList<Object>(launch.interpreterArgs()));
    entry.put("exec_mode", app.clusterMode() ? "cluster_mode" : "fork_mode");
  }

  private static void putRestart(Map<String, Object> entry, RestartPolicy restart) {
    entry.put("autorestart", restart.autorestart());
    entry.put("max_restarts", (long) restart.maxRestarts());
    entry.put("min_uptime", restart.minUptime().toMillis());
    putUnlessZero(entry, "restart_delay", restart.delay());
    putUnlessZero(entry, "exp_backoff_restart_delay", restart.initialBackoff());
    if (!restart.stopExitCodes().isEmpty()) {
      List<Object> codes = new ArrayList<>();
      new TreeSet<>(restart.stopExitCodes()).forEach(code -> codes.add((long) code));
      entry.put("stop_exit_codes", codes);
    }
    if (!restart.crashLoop().equals(CrashLoop.DEFAULT)) {
      entry.put("crash_loop", restart.crashLoop().text());
    }
    if (restart.maxMemory() > 0) {
      entry.put("max_memory_restart", restart.maxMemory());
    }
    if (!restart.cron().isEmpty()) {
      entry.put("cron_restart", restart.cron());
    }
  }

  /** PM2 takes a zero for a wish: with {@code exp_backoff_restart_delay: 0} an app would wait for its restart. */
  private static void putUnlessZero(Map<String, Object> entry, String key, Duration time) {
    if (!time.isZero()) {
      entry.put(key, time.toMillis());
    }
  }

  private static void putStop(Map<String, Object> entry, StopPolicy stop) {
    entry.put("kill_signal", stop.signal().name());
    entry.put("kill_timeout", stop.timeout().toMillis());
    entry.put("treekill", stop.tree());
    if (stop.byMessage()) {
      entry.put("shutdown_with_message", true);
    }
    if (!stop.drain().none()) {
      entry.put("drain", DrainForm.write(stop.drain()));
    }
  }

  private static void putFiles(Map<String, Object> entry, AppSpec app) {
    LogFields.put(entry, app.logs());
    entry.put("pm_pid_path", app.pidFile());
  }
}

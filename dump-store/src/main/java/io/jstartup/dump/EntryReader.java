package io.jstartup.dump;

import io.jstartup.model.AppSpec;
import io.jstartup.model.CrashLoop;
import io.jstartup.model.DrainPolicy;
import io.jstartup.model.Launch;
import io.jstartup.model.Problem;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads one entry, ours or PM2's. With problems found the instance that comes back is of no use. */
final class EntryReader {
  /** The entry does not say which instance it is. */
  static final int NO_NUMBER = -1;

  private static final Duration LONGEST_WAIT = Duration.ofDays(365);
  private static final int MOST_INSTANCES = 100_000;
  private static final Pattern UUID_FORM =
      Pattern.compile(
          "\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

  private final Map<String, Object> entry;
  private final Fields fields;
  private final Map<String, String> env;

  EntryReader(Map<String, Object> entry, String subject, List<Problem> problems) {
    this.entry = entry;
    this.fields = new Fields(entry, subject, problems);
    this.env = fields.variables("env");
  }

  static String nameIn(Map<?, ?> entry) {
    return entry.get("name") instanceof String name
        ? "'" + Fields.shortened(name) + "'"
        : "(no name)";
  }

  SavedInstance read() {
    String instanceVar = instanceVar();
    int number = number(instanceVar);
    Set.of("unique_id", instanceVar).forEach(env::remove);
    Launch launch = launch();
    AppSpec app =
        new AppSpec(
            fields.text("name"),
            fields.text("namespace", AppSpec.DEFAULT_NAMESPACE),
            launch,
            (int) fields.number("instances", 1, 1, MOST_INSTANCES),
            instanceVar,
            incrementVar(),
            clusterMode(),
            fields.flag("autostart", true),
            stop(),
            restart(),
            LogFields.read(fields),
            fields.path("pm_pid_path", ""),
            fields.millis(
                "listen_timeout", AppSpec.DEFAULT_LISTEN_TIMEOUT, StopPolicy.LONGEST_TIMEOUT),
            ReadyFields.read(fields),
            ExecutionFields.read(fields),
            WatchFields.read(fields),
            ListenFields.read(fields),
            Map.of());
    String uniqueId = uniqueId();
    boolean run = run();
    String service = fields.ours(AppEntry.SERVICE) ? fields.text(AppEntry.SERVICE) : "";
    String gate = fields.ours(AppEntry.GATE) ? fields.path(AppEntry.GATE, "") : "";
    return new SavedInstance(app.withOthers(others()), number, uniqueId, run, service, gate);
  }

  private String instanceVar() {
    String name = fields.text("instance_var", AppSpec.DEFAULT_INSTANCE_VAR);
    if (name.indexOf('=') >= 0 || PmFields.KEPT.contains(name) || Fields.isRead(name)) {
      fields.reject("instance_var", "names no variable that an app can be given");
    }
    return name;
  }

  private String incrementVar() {
    String name = fields.text("increment_var", "");
    if (name.indexOf('=') >= 0) {
      fields.reject("increment_var", "names no variable that an app can be given");
    }
    return name;
  }

  /** PM2 has it at the top level; older entries in the environment only. */
  private int number(String instanceVar) {
    if (entry.containsKey(instanceVar)) {
      return (int) fields.number(instanceVar, NO_NUMBER, 0, MOST_INSTANCES);
    }
    String value = env.get(instanceVar);
    boolean plain = value != null && value.matches("\\d{1,5}");
    return plain ? Integer.parseInt(value) : NO_NUMBER;
  }

  private Launch launch() {
    String cwd = fields.path("pm_cwd");
    return new Launch(
        fields.path("pm_exec_path"),
        fields.words("args"),
        interpreter(cwd),
        fields.words("node_args"),
        cwd,
        env);
  }

  private String interpreter(String cwd) {
    String word = fields.text("exec_interpreter", "node");
    boolean relative = word.indexOf('/') > 0 && cwd.startsWith("/");
    return relative ? Path.of(cwd).resolve(word).normalize().toString() : word;
  }

  private boolean clusterMode() {
    String mode = fields.text("exec_mode", "fork_mode");
    return switch (mode) {
      case "fork_mode", "fork" -> false;
      case "cluster_mode", "cluster" -> true;
      default -> {
        fields.reject("exec_mode", "must be 'fork_mode' or 'cluster_mode'");
        yield false;
      }
    };
  }

  private StopPolicy stop() {
    String signal = fields.text("kill_signal", StopPolicy.DEFAULT.signal().name());
    if (StopSignal.parse(signal).isEmpty()) {
      fields.reject("kill_signal", "is no signal that can stop an app");
    }
    return new StopPolicy(
        StopSignal.parse(signal).orElse(StopSignal.SIGINT),
        fields.millis("kill_timeout", StopPolicy.DEFAULT_TIMEOUT, StopPolicy.LONGEST_TIMEOUT),
        fields.flag("treekill", true),
        fields.flag("shutdown_with_message", false),
        drain());
  }

  private DrainPolicy drain() {
    if (!fields.ours("drain")) {
      return DrainPolicy.NONE;
    }
    try {
      return DrainForm.parse(fields.value("drain"));
    } catch (IllegalArgumentException e) {
      String why = e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
      fields.reject("drain", "is not " + DrainForm.WANTED + why);
      return DrainPolicy.NONE;
    }
  }

  private RestartPolicy restart() {
    RestartPolicy usual = RestartPolicy.DEFAULT;
    return new RestartPolicy(
        fields.flag("autorestart", usual.autorestart()),
        (int) fields.number("max_restarts", usual.maxRestarts(), 0, Integer.MAX_VALUE),
        fields.millis("min_uptime", usual.minUptime(), LONGEST_WAIT),
        fields.millis("restart_delay", usual.delay(), LONGEST_WAIT),
        fields.millis("exp_backoff_restart_delay", usual.initialBackoff(), LONGEST_WAIT),
        fields.integers("stop_exit_codes"),
        crashLoop(usual.crashLoop()),
        fields.number("max_memory_restart", usual.maxMemory(), 0, Long.MAX_VALUE),
        cron());
  }

  private CrashLoop crashLoop(CrashLoop usual) {
    Optional<CrashLoop> loop = CrashLoop.parse(fields.text("crash_loop", usual.text()));
    if (loop.isEmpty()) {
      fields.reject("crash_loop", "is not so many exits within so much time");
    }
    return loop.orElse(usual);
  }

  /** A pattern that only PM2 understands is no reason not to bring the app back. */
  private String cron() {
    Object pattern = entry.get("cron_restart");
    fields.use("cron_restart");
    boolean none = pattern == null || pattern.equals(false) || pattern.equals(0L);
    String text = none ? "" : PmFields.asText(pattern);
    return text.equals("0") ? "" : text;
  }

  /** It becomes part of file names, so nothing but a UUID passes; PM2's own are UUIDs. */
  private String uniqueId() {
    boolean good = entry.get("unique_id") instanceof String id && UUID_FORM.matcher(id).matches();
    fields.use("unique_id");
    return good ? (String) entry.get("unique_id") : UUID.randomUUID().toString();
  }

  /** Whatever it was doing when it was saved, {@code errored} too, it is wanted; unless it was stopped by hand. */
  private boolean run() {
    String status = fields.text("status", "online");
    return !status.equals("stopped") && !status.equals("stopping");
  }

  /** What is neither read above, nor past state, nor the environment that PM2 repeats at the top level. */
  private Map<String, Object> others() {
    Map<String, Object> others = new LinkedHashMap<>();
    entry.forEach(
        (key, value) -> {
          boolean repeated = fields.hasVariable(key) && !PmFields.KEPT.contains(key);
          boolean usual = value != null && value.equals(PmFields.NEEDED_BY_PM2.get(key));
          if (!fields.used(key) && !PmFields.PAST_STATE.contains(key) && !repeated && !usual) {
            others.put(key, value);
          }
        });
    return others;
  }
}

package io.jstartup.dump.resolve;

import io.jstartup.dump.AppEntry;
import io.jstartup.dump.Caller;
import io.jstartup.dump.processfile.Attributes;
import io.jstartup.model.AppName;
import io.jstartup.model.AppSpec;
import io.jstartup.model.Launch;
import io.jstartup.model.LogFiles;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.model.exec.EnvironmentRule;
import io.jstartup.model.exec.Execution;
import io.jstartup.model.ready.ReadyPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Completes apps: absolute paths, a pinned interpreter, the whole environment, all defaults. Looks at the file system, changes nothing.
 */
public final class AppResolver {
  private final Caller caller;
  private final Optional<String> environment;
  private final Users users = new Users(System.getProperty("os.name"));

  public AppResolver(Caller caller) {
    this(caller, Optional.empty());
  }

  /** For {@code --env NAME}: the variables of {@code env_NAME} are added. */
  public AppResolver(Caller caller, Optional<String> environment) {
    this.caller = caller;
    this.environment = environment;
  }

  /**
   * All of them, in their order.
   *
   * @throws ProblemsException with all that is wrong with all of them
   */
  public List<AppSpec> resolve(List<Attributes> apps) {
    List<Problem> problems = new ArrayList<>();
    List<AppSpec> resolved = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Attributes app : apps) {
      int before = problems.size();
      resolve(app, problems).ifPresent(resolved::add);
      if (problems.size() == before) {
        checkEntry(resolved.get(resolved.size() - 1), problems);
      }
      checkName(app, problems);
      if (app.text("script").isPresent() && !names.add(fullName(app))) {
        problems.add(
            app.problem("another app of the list has the same name, '" + fullName(app) + "'"));
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    return resolved;
  }

  private void checkName(Attributes app, List<Problem> problems) {
    AppName.refusal(fullName(app))
        .ifPresent(
            why -> problems.add(app.problem("it can't be called '" + fullName(app) + "': " + why)));
  }

  /** What is let in here must be what the supervisor and the dump accept. */
  private static void checkEntry(AppSpec app, List<Problem> problems) {
    try {
      AppEntry.read(AppEntry.entry(new SavedInstance(app, 0, "", true)));
    } catch (ProblemsException e) {
      problems.addAll(e.problems());
    }
  }

  /** With {@code append_env_to_name} the environment's name stands behind it. */
  private String fullName(Attributes app) {
    boolean appended = environment.isPresent() && app.flag("append_env_to_name", false);
    return appended ? name(app) + "-" + environment.get() : name(app);
  }

  /** The name that the app has, or will get: its script's, up to the last dot. */
  public static String name(Attributes app) {
    return app.text("name").orElseGet(() -> baseName(app.text("script").orElse("")));
  }

  private static String baseName(String script) {
    String end = script.replaceFirst("/+$", "");
    String base = end.substring(end.lastIndexOf('/') + 1);
    int dot = base.lastIndexOf('.');
    return dot > 0 ? base.substring(0, dot) : base;
  }

  private Optional<AppSpec> resolve(Attributes app, List<Problem> problems) {
    UserResolver.Found user = new UserResolver(app, users, problems, caller).find();
    Paths paths = new Paths(app, problems, user.home());
    String cwd = cwd(app, paths, problems);
    StopPolicy stop = stop(app, problems);
    LogFiles logs =
        new LogWish(app, paths, cwd, caller.home().logs().resolve(fileName(app))).files();
    String pidFile = pidFile(app, paths, cwd);
    ResolvedEnvironment asked =
        ResolvedEnvironment.of(app, caller.environment(), user, environment);
    Optional<Launch> script =
        new ScriptLaunch(app, caller, paths, problems).launch(cwd, asked.variables());
    ResolvedEnvironment variables =
        script.map(found -> asked.forInterpreter(found.interpreter())).orElse(asked);
    Execution execution = execution(app, user, variables.rule());
    Optional<Launch> launch = script.map(found -> found.withEnv(variables.variables()));
    launch.ifPresent(found -> checkMode(app, found, problems));
    launch.ifPresent(found -> StringLengths.check(app, found, problems));
    return launch.map(found -> app(app, found, stop, logs, pidFile, execution, others(app)));
  }

  private AppSpec app(
      Attributes app,
      Launch launch,
      StopPolicy stop,
      LogFiles logs,
      String pidFile,
      Execution execution,
      Map<String, Object> others) {
    return new AppSpec(
        fullName(app),
        app.text("namespace").orElse(AppSpec.DEFAULT_NAMESPACE),
        launch,
        instances(app),
        app.text("instance_var").orElse(AppSpec.DEFAULT_INSTANCE_VAR),
        app.text("increment_var").orElse(""),
        clusterMode(app, launch),
        app.flag("autostart", true),
        stop,
        restart(app),
        logs,
        pidFile,
        app.millis("listen_timeout").orElse(AppSpec.DEFAULT_LISTEN_TIMEOUT),
        ready(app),
        execution,
        WatchWish.of(app),
        app.listen(),
        others);
  }

  /** As PM2 has it: who asks for a number of a Node script's instances asks for cluster mode. */
  private static boolean clusterMode(Attributes app, Launch launch) {
    boolean usual = app.instances().isPresent() && launch.isNode();
    return app.flag("exec_mode", usual && !app.flag("execute_command", false));
  }

  private static void checkMode(Attributes app, Launch launch, List<Problem> problems) {
    if (app.flag("exec_mode", false) && !launch.isNode()) {
      problems.add(
          app.problem(
              "exec_mode 'cluster' is for what Node runs, not for '" + launch.argv().get(0) + "'",
              "let the supervisor hold its sockets: the attribute 'listen'"));
    }
  }

  private String cwd(Attributes app, Paths paths, List<Problem> problems) {
    String wanted = app.text("cwd").orElse("");
    Optional<String> cwd = paths.absolute(wanted, caller.cwd(), "cwd");
    if (cwd.isPresent() && !Files.isDirectory(Path.of(cwd.get()))) {
      problems.add(app.problem("its folder '" + cwd.get() + "' does not exist"));
    }
    return cwd.orElse("/");
  }

  private static Execution execution(
      Attributes app, UserResolver.Found user, EnvironmentRule rule) {
    return new Execution(
        user.runAs(),
        app.umask("umask"),
        app.number("nice").map(Long::intValue),
        app.limits("limits"),
        rule);
  }

  private static ReadyPolicy ready(Attributes app) {
    return new ReadyPolicy(
        app.flag("wait_ready", false),
        app.flag("notify", false),
        app.millis("watchdog").orElse(Duration.ZERO),
        app.probe("ready"),
        app.probe("health"));
  }

  private int instances(Attributes app) {
    int wanted = app.instances().orElse(1L).intValue();
    return wanted > 0 ? wanted : Math.max(1, caller.cpus() + wanted);
  }

  private StopPolicy stop(Attributes app, List<Problem> problems) {
    return new StopPolicy(
        app.signal("kill_signal").orElseGet(() -> callersSignal(app, problems)),
        app.millis("kill_timeout").orElseGet(() -> callersTimeout(app, problems)),
        app.flag("treekill", true),
        app.flag("shutdown_with_message", false),
        app.drain());
  }

  private StopSignal callersSignal(Attributes app, List<Problem> problems) {
    String wanted = caller.environment().getOrDefault("PM2_KILL_SIGNAL", "");
    Optional<StopSignal> signal = StopSignal.parse(wanted);
    if (!wanted.isEmpty() && signal.isEmpty()) {
      problems.add(app.problem("PM2_KILL_SIGNAL is '" + wanted + "', which is no signal"));
    }
    return signal.orElse(StopPolicy.DEFAULT.signal());
  }

  private Duration callersTimeout(Attributes app, List<Problem> problems) {
    String wanted = caller.environment().getOrDefault("PM2_KILL_TIMEOUT", "");
    if (wanted.isEmpty()) {
      return StopPolicy.DEFAULT_TIMEOUT;
    }
    boolean sane =
        wanted.matches("\\d{1,9}")
            && Long.parseLong(wanted) <= StopPolicy.LONGEST_TIMEOUT.toMillis();
    if (!sane) {
      problems.add(
          app.problem("PM2_KILL_TIMEOUT is '" + wanted + "', not a number of ms up to a day"));
      return StopPolicy.DEFAULT_TIMEOUT;
    }
    return Duration.ofMillis(Long.parseLong(wanted));
  }

  private static RestartPolicy restart(Attributes app) {
    RestartPolicy usual = RestartPolicy.DEFAULT;
    return new RestartPolicy(
        app.flag("autorestart", usual.autorestart()),
        app.number("max_restarts").map(Long::intValue).orElse(usual.maxRestarts()),
        app.millis("min_uptime").orElse(usual.minUptime()),
        app.millis("restart_delay").orElse(usual.delay()),
        app.millis("exp_backoff_restart_delay").orElse(usual.initialBackoff()),
        Set.copyOf(app.integers("stop_exit_codes")),
        app.crashLoop().orElse(usual.crashLoop()),
        app.number("max_memory_restart").orElse(usual.maxMemory()),
        app.text("cron_restart").orElse(usual.cron()));
  }

  private String pidFile(Attributes app, Paths paths, String cwd) {
    return app.text("pid_file")
        .flatMap(wanted -> paths.absolute(wanted, cwd, "pid_file"))
        .orElseGet(() -> caller.home().pids().resolve(fileName(app) + ".pid").toString());
  }

  /** The name with everything that is odd in a file's name made a dash, and no longer than file names may be. */
  private String fileName(Attributes app) {
    String plain = fullName(app).replaceAll("[^a-zA-Z0-9.-]", "-");
    return plain.length() <= 200 ? plain : plain.substring(0, 200);
  }

  /** In the dump's form, for the version that will act on them. */
  private static Map<String, Object> others(Attributes app) {
    Map<String, Object> others = new LinkedHashMap<>(app.later());
    others.putAll(app.environments());
    return others;
  }
}

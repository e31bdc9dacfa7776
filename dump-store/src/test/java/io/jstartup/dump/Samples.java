package io.jstartup.dump;

import io.jstartup.dump.json.Json;
import io.jstartup.model.AppSpec;
import io.jstartup.model.CrashLoop;
import io.jstartup.model.DrainPolicy;
import io.jstartup.model.Launch;
import io.jstartup.model.LogFiles;
import io.jstartup.model.LogPolicy;
import io.jstartup.model.LogRotation;
import io.jstartup.model.LogType;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.model.WatchPolicy;
import io.jstartup.model.exec.EnvironmentFilter;
import io.jstartup.model.exec.EnvironmentRule;
import io.jstartup.model.exec.Execution;
import io.jstartup.model.exec.Limit;
import io.jstartup.model.exec.Resource;
import io.jstartup.model.exec.RunAs;
import io.jstartup.model.ready.Probe;
import io.jstartup.model.ready.ReadyPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Apps for tests. */
final class Samples {
  private Samples() {}

  static SavedInstance instance(String name, int number) {
    Launch launch =
        new Launch(
            "/srv/" + name + "/app.js",
            List.of("--port", "80"),
            "/usr/bin/node",
            List.of(),
            "/srv/" + name,
            Map.of("SECRET", "s3cret", "PATH", "/usr/bin:/bin"));
    return saved(
        new AppSpec(
            name,
            AppSpec.DEFAULT_NAMESPACE,
            launch,
            1,
            AppSpec.DEFAULT_INSTANCE_VAR,
            "",
            false,
            true,
            StopPolicy.DEFAULT,
            RestartPolicy.DEFAULT,
            new LogFiles("/h/logs/" + name + "-out.log", "/h/logs/" + name + "-error.log", true),
            "/h/pids/" + name + ".pid",
            AppSpec.DEFAULT_LISTEN_TIMEOUT,
            ReadyPolicy.AT_ONCE,
            Execution.INHERITED,
            WatchPolicy.OFF,
            Map.of()),
        number,
        true);
  }

  private static ReadyPolicy oddReady() {
    Probe ready =
        new Probe(
            Probe.Kind.EXEC,
            List.of("a b", "$x\udcff", ""),
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            3);
    Probe health =
        new Probe(
            Probe.Kind.HTTP,
            List.of("http://[::1]:${PORT}/a?b=%20"),
            Duration.ofMillis(4),
            Duration.ofMillis(5),
            6);
    return new ReadyPolicy(
        true, true, Duration.ofMillis(7), Optional.of(ready), Optional.of(health));
  }

  /** Nothing in it is at its default, and every string is hostile. */
  static SavedInstance odd() {
    Launch launch =
        new Launch(
            "/srv/a b'\"\\\n$é😀",
            List.of("", " ", "\udcff\udc80", "-", "x".repeat(100_000)),
            Launch.NO_INTERPRETER,
            List.of("-jar"),
            "/",
            Map.of("A", "\udcfe\n", "B\udc81", "", "name", "mine", "watch", "me"));
    return saved(
        new AppSpec(
            "näme \u0001 %s",
            "other",
            launch,
            1,
            "WHICH",
            "PORT",
            true,
            false,
            new StopPolicy(
                StopSignal.SIGWINCH, Duration.ofMillis(86_400_000), false, true, oddDrain()),
            new RestartPolicy(
                false,
                3,
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                Duration.ofMillis(3),
                Set.of(0, 143),
                new CrashLoop(3, Duration.ofMillis(1500)),
                1L << 40,
                "*/5 * L * FRI#2"),
            oddLogs(),
            "/p",
            Duration.ofMillis(1),
            oddReady(),
            oddExecution(),
            new WatchPolicy(
                true,
                List.of("src", "a b\udcff"),
                Optional.of(List.of("*.log", "")),
                Duration.ofMillis(1),
                List.of("js"),
                Map.of("followSymlinks", false, "own", List.of(1L))),
            Map.of("own", Map.of("a", List.of(1L, 2.5)))),
        7,
        false);
  }

  private static DrainPolicy oddDrain() {
    return new DrainPolicy(
        Optional.of("a b\n$%\\\"'é😀/${X}"),
        Optional.of("http://[::1]:${PORT}/a?b=%20"),
        Duration.ofMillis(1),
        Duration.ofMillis(2));
  }

  private static LogFiles oddLogs() {
    LogRotation rotation =
        new LogRotation(
            Optional.of(false),
            Optional.of(1L << 50),
            Optional.of(LogRotation.KEEP_ALL),
            Optional.of(true),
            Optional.of("[\u00e9]"));
    return new LogFiles(
        "/dev/null",
        "/dev/null",
        "/l/a b\n$%.log",
        false,
        new LogPolicy(true, LogType.JSON, "[a'b\"] \ud83d\ude00 YYYY", rotation));
  }

  private static Execution oddExecution() {
    return new Execution(
        Optional.of(new RunAs(0, 2_147_483_647, List.of(4, 33), "w w")),
        Optional.of(0),
        Optional.of(-20),
        Map.of(
            Resource.NOFILE,
            new Limit(0, Limit.UNLIMITED),
            Resource.AS,
            new Limit(Limit.UNLIMITED - 1, Limit.UNLIMITED)),
        new EnvironmentRule(
            new EnvironmentFilter(false, List.of("A b", "\udcff")), Set.of("A", "B\udc81")));
  }

  private static SavedInstance saved(AppSpec app, int number, boolean run) {
    return new SavedInstance(app, number, UUID.randomUUID().toString(), run);
  }

  /** Two instances as PM2 7 saves them, shortened. */
  static Object pm2Dump() {
    String entry =
        """
        {
          "name": "api", "namespace": "default", "node_args": [], "args": "--port '80 80'", "watch": false,
          "pm_exec_path": "/srv/api/index.js", "pm_cwd": "/srv/api", "exec_interpreter": "node", "exec_mode": "cluster_mode",
          "kill_timeout": "1600", "treekill": true, "windowsHide": true, "kill_retry_time": 100, "restart_delay": 5000,
          "stop_exit_codes": [3], "max_memory_restart": 100000, "autorestart": true, "autostart": true, "vizion": true,
          "pmx": true, "automation": true, "merge_logs": true, "instance_var": "NODE_APP_INSTANCE", "NODE_APP_INSTANCE": %d,
          "pm_out_log_path": "/home/www/.pm2/logs/api-out.log", "pm_err_log_path": "/home/www/.pm2/logs/api-error.log",
          "pm_pid_path": "/home/www/.pm2/pids/api-%1$d.pid", "username": "www", "km_link": false, "vizion_running": false,
          "env": {"PATH": "/usr/bin:/bin", "SECRET": "x", "PORT": 3000, "DEBUG": true, "api": {}, "unique_id": "u"},
          "PATH": "/usr/bin", "SECRET": "x", "PORT": 3000, "DEBUG": true, "api": {}, "new_in_pm2_9": [1],
          "status": "%2$s", "pm_uptime": 1, "created_at": 2, "restart_time": 3, "unstable_restarts": 0, "exit_code": 1,
          "axm_actions": [], "axm_monitor": {}, "axm_options": {}, "axm_dynamic": {}, "version": "1.0.0",
          "node_version": "20.1.0", "_pm2_version": "7.0.3", "_tree_pids": [1, 2],
          "unique_id": "5ba2bc2a-cc8c-4e3b-a7a1-6b8b5ab9d0b1"
        }""";
    return Json.parse(
        "[" + entry.formatted(0, "errored") + "," + entry.formatted(1, "stopped") + "]");
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are strings
  static Map<String, Object> object(Object tree) {
    return (Map<String, Object>) tree;
  }
}

package io.jstartup.platforms.systemd;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.Check;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import io.jstartup.platforms.HookPlan;
import io.jstartup.platforms.PlannedFile;
import io.jstartup.platforms.StopLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The plan of one hook as a system unit. */
final class UnitPlan {
  /**
   * READY comes once the slowest app is online or past its listen_timeout, and the supervisor prolongs this when an app was given more.
   * So it only ends a supervisor that hangs; without a limit that one would hold up the machine's boot for ever.
   */
  static final Duration START_LIMIT = Duration.ofMinutes(10);

  private static final Path UNITS = Path.of("/etc/systemd/system");
  static final int OOM_POLICY_SINCE = 243;

  private final BootHook hook;
  private final int version;
  private final String unit;

  UnitPlan(BootHook hook, int version) {
    this.hook = hook;
    this.version = version;
    this.unit = hook.serviceName() + ".service";
  }

  HookPlan plan() {
    Path file = UNITS.resolve(unit);
    Command reload = Command.of("systemctl", "daemon-reload");
    return HookPlan.of("systemd", hook.serviceName())
        .file(
            new PlannedFile(
                file,
                0644,
                "systemd/hook.service.ftl",
                new UnitSyntax(),
                values(),
                List.of(Systemd.stopTime(version))))
        .namesakes(file, UnitFolders.OF_SYSTEM)
        .namesake(file, UnitFolders.initScript(hook.serviceName()))
        .link(UNITS.resolve("multi-user.target.wants").resolve(unit))
        .validate(
            new Check(
                Command.of("systemd-analyze", "--man=no", "verify", file.toString()),
                output -> VerifyMessages.complaints(output, unit, file),
                true))
        .reload(reload)
        .enable(Command.of("systemctl", "enable", unit))
        .enabled(
            new Check(
                Command.of("systemctl", "is-enabled", unit),
                output -> answers(output, "enabled"),
                false))
        .disable(Command.of("systemctl", "disable", unit))
        .afterRemoval(reload)
        .afterRemoval(Command.of("systemctl", "reset-failed", unit).thatMayFail())
        .start(Command.of("systemctl", "start", unit).within(START_LIMIT.plusMinutes(1)))
        .stop(Command.of("systemctl", "stop", "--", unit).thatMayFail())
        .active(
            new Check(
                Command.of("systemctl", "is-active", unit),
                output -> answers(output, "active"),
                false))
        .plan();
  }

  static List<String> answers(CommandOutput output, String wanted) {
    String answer = output.out().strip();
    return answer.equals(wanted)
        ? List.of()
        : List.of("it is '" + answer + "', not '" + wanted + "'");
  }

  private Map<String, Object> values() {
    return values(hook, version, "systemd");
  }

  /** What both kinds of units put in. */
  static Map<String, Object> values(BootHook hook, int version, String init) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("user", hook.account().name());
    values.put("runAs", UnitUser.of(hook.account()));
    values.put("home", hook.jstartupHome().toString());
    values.put("serviceName", hook.serviceName());
    values.put("waitIp", hook.waitIp());
    values.put("oomPolicy", version >= OOM_POLICY_SINCE);
    values.put("environment", environment(hook));
    values.put("start", List.of(hook.launcher().toString(), "daemon", "--boot", init));
    values.put("reload", List.of(hook.launcher().toString(), "reload", "all"));
    values.put("sweep", List.of(hook.launcher().toString(), "sweep"));
    values.put("startLimit", START_LIMIT.toSeconds() + "s");
    values.put("stopLimit", StopLimit.of(hook).toMillis() + "ms");
    return values;
  }

  private static List<String> environment(BootHook hook) {
    List<String> variables = new ArrayList<>();
    if (!hook.userHome().equals(hook.account().home())) {
      variables.add("HOME=" + hook.userHome());
    }
    variables.add("PATH=" + hook.searchPath());
    variables.add("JSTARTUP_HOME=" + hook.jstartupHome());
    variables.add("JSTARTUP_JAVA_HOME=" + hook.javaHome());
    return variables;
  }
}

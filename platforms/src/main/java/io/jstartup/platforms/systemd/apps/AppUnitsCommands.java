package io.jstartup.platforms.systemd.apps;

import io.jstartup.model.StopPolicy;
import io.jstartup.platforms.Check;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import io.jstartup.platforms.HookPlan;
import io.jstartup.platforms.service.AppService;
import io.jstartup.platforms.service.ServiceTarget;
import io.jstartup.platforms.systemd.VerifyMessages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands around the units of apps, in the form that an install takes. Its {@code enable} enables nothing: that has to wait until no
 * supervisor has the apps, see {@link #takeOver}.
 */
final class AppUnitsCommands {
  private static final Path UNITS = Path.of("/etc/systemd/system");
  private static final Duration LONGEST_START = Duration.ofMinutes(10);

  private final String target;
  private final List<String> services;
  private final List<String> starting;
  private final List<String> timers;

  /**
   * For these services below this target.
   *
   * @param files the names of all that is written for them
   */
  AppUnitsCommands(String target, List<AppService> all, List<String> files) {
    this.target = target;
    this.services =
        files.stream()
            .filter(name -> name.endsWith(".service") || name.endsWith(CronFiles.TIMER))
            .toList();
    this.starting = all.stream().filter(AppService::starts).map(AppService::service).toList();
    this.timers = services.stream().filter(name -> name.endsWith(CronFiles.TIMER)).toList();
  }

  /** The plan, its files left out: the caller has them. */
  HookPlan plan(String group) {
    Command reload = Command.of("systemctl", "daemon-reload");
    return HookPlan.of("systemd", ServiceTarget.receipt(group))
        .link(UNITS.resolve("multi-user.target.wants").resolve(target))
        .validate(verify(group))
        .reload(reload)
        .enabled(new Check(command("is-enabled", List.of(target)), this::isRead, false))
        .disable(stop())
        .disable(command("disable", List.of(target)))
        .afterRemoval(reload)
        .afterRemoval(command("reset-failed", services).thatMayFail())
        .start(start())
        .stop(stop())
        .active(new Check(command("is-active", starting), AppUnitsCommands::isActive, false))
        .plan();
  }

  /** Starts those that are to run, waits for them, and makes them start at boot. */
  List<Command> takeOver() {
    return List.of(start(), command("enable", List.of(target)));
  }

  private Command start() {
    List<String> units = new ArrayList<>(starting);
    units.addAll(timers);
    units.add(target);
    return command("start", units).within(LONGEST_START);
  }

  private Command stop() {
    List<String> units = new ArrayList<>(List.of(target));
    units.addAll(services);
    return command("stop", units).within(StopPolicy.LONGEST_TIMEOUT);
  }

  private Check verify(String group) {
    List<String> argv = new ArrayList<>(List.of("systemd-analyze", "--man=no", "verify"));
    services.forEach(service -> argv.add(UNITS.resolve(service).toString()));
    return new Check(
        new Command(argv, LONGEST_START, false, false),
        output -> VerifyMessages.complaints(output, group + "@", UNITS.resolve(target)),
        true);
  }

  private List<String> isRead(CommandOutput output) {
    String answer = output.out().strip();
    return answer.equals("disabled") || answer.equals("enabled")
        ? List.of()
        : List.of("'" + target + "' is '" + answer + "'");
  }

  private static List<String> isActive(CommandOutput output) {
    return output.succeeded() ? List.of() : List.of("not all of them are active");
  }

  private static Command command(String verb, List<String> units) {
    List<String> argv = new ArrayList<>(List.of("systemctl", verb));
    argv.addAll(units);
    return new Command(argv, Command.DEFAULT_LIMIT, false, false);
  }
}

package io.jstartup.platforms.systemd.apps;

import io.jstartup.model.StopPolicy;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.Check;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import io.jstartup.platforms.HookPlan;
import io.jstartup.platforms.service.AppService;
import io.jstartup.platforms.service.ServiceTarget;
import io.jstartup.platforms.systemd.UnitFolders;
import io.jstartup.platforms.systemd.UserManager;
import io.jstartup.platforms.systemd.VerifyMessages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The commands around the units of apps, in the form that an install takes. Its {@code enable} enables nothing: that has to wait until no
 * supervisor has the apps, see {@link #takeOver}.
 */
final class AppUnitsCommands {
  private static final Duration LONGEST_START = Duration.ofMinutes(10);

  private final UnitScope scope;
  private final String target;
  private final List<String> services;
  private final List<String> starting;
  private final List<String> timers;

  /**
   * For these services below this target.
   *
   * @param files the names of all that is written for them
   */
  AppUnitsCommands(UnitScope scope, String target, List<AppService> all, List<String> files) {
    this.scope = scope;
    this.target = target;
    this.services =
        files.stream()
            .filter(name -> name.endsWith(".service") || name.endsWith(CronFiles.TIMER))
            .toList();
    this.starting = all.stream().filter(AppService::starts).map(AppService::service).toList();
    this.timers = services.stream().filter(name -> name.endsWith(CronFiles.TIMER)).toList();
  }

  /** The plan, its files left out: the caller has them. The time is what the slowest app may take to stop. */
  HookPlan plan(BootHook hook, String group, Path gate, Duration longestStop) {
    Command reload = command("daemon-reload", List.of());
    HookPlan.Builder plan = HookPlan.of(scope.id(), ServiceTarget.receipt(group));
    scope.folders().forEach(plan::folder);
    if (scope.verifies()) {
      plan.validate(verify(group));
    }
    if (scope.ofUser()) {
      UserManager.note(longestStop).ifPresent(plan::note);
    }
    List<String> folders =
        scope.ofUser() ? UnitFolders.ofUser(hook.userHome()) : UnitFolders.OF_SYSTEM;
    Stream.concat(Stream.of(target), services.stream())
        .forEach(unit -> plan.namesakes(scope.units().resolve(unit), folders));
    return plan.gate(gate)
        .link(scope.units().resolve(scope.bootTarget() + ".wants").resolve(target))
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

  /** Makes those that are to run start at boot. */
  List<Command> takeOver() {
    return List.of(command("enable", List.of(target)));
  }

  /** Starts those that are to run, and waits for them. */
  Command start() {
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
    List<String> argv = new ArrayList<>(scope.verify());
    services.forEach(service -> argv.add(scope.units().resolve(service).toString()));
    return new Check(
        new Command(argv, LONGEST_START, false, false),
        output -> VerifyMessages.complaints(output, group + "@", scope.units().resolve(target)),
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

  private Command command(String verb, List<String> units) {
    List<String> argv = new ArrayList<>(scope.systemctl(verb));
    argv.addAll(units);
    return new Command(argv, Command.DEFAULT_LIMIT, false, false);
  }
}

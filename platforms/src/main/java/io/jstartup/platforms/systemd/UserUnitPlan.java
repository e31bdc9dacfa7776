package io.jstartup.platforms.systemd;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.Check;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.HookPlan;
import io.jstartup.platforms.PlannedFile;
import io.jstartup.platforms.StopLimit;
import io.jstartup.platforms.Tolerance;
import io.jstartup.platforms.detect.MachineFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The plan of one hook as a unit of its user's own. Every command says where that user's manager is, as sudo and su forget it. */
final class UserUnitPlan {
  /** The least that user@.service gives: DefaultTimeoutStopSec= of systemd-system.conf(5); newer ones ask for 120 s. */
  private static final Duration MANAGER_STOP_LIMIT = Duration.ofSeconds(90);

  private final BootHook hook;
  private final MachineFacts facts;
  private final int version;
  private final String unit;

  UserUnitPlan(BootHook hook, MachineFacts facts, int version) {
    this.hook = hook;
    this.facts = facts;
    this.version = version;
    this.unit = hook.serviceName() + ".service";
  }

  HookPlan plan() {
    List<Path> folders =
        Stream.of(".config", ".config/systemd", ".config/systemd/user")
            .map(hook.userHome()::resolve)
            .toList();
    Path units = folders.get(folders.size() - 1);
    Path file = units.resolve(unit);
    HookPlan.Builder plan = HookPlan.of("systemd-user", hook.serviceName());
    folders.stream().filter(folder -> !facts.exists(folder.toString())).forEach(plan::folder);
    if (facts.tool("systemd-analyze").isPresent()) {
      plan.validate(
          new Check(
              inManager("systemd-analyze", "--user", "--man=no", "verify", file.toString()),
              output -> VerifyMessages.complaints(output, unit, file),
              true));
    }
    if (StopLimit.of(hook).compareTo(MANAGER_STOP_LIMIT) > 0) {
      plan.note(
          "at shutdown systemd ends a user's manager, with the apps, after TimeoutStopSec= of"
              + " user@.service (90 s or 120 s as a rule), whatever longer time apps were given");
    }
    return plan.file(
            new PlannedFile(
                file,
                0644,
                "systemd-user/hook.service.ftl",
                new UnitSyntax(),
                UnitPlan.values(hook, version, "systemd-user"),
                List.of(Tolerance.anyTime("TimeoutStopSec="))))
        .link(units.resolve("default.target.wants").resolve(unit))
        .reload(systemctl("daemon-reload"))
        .enable(systemctl("enable", unit))
        .enabled(
            new Check(
                systemctl("is-enabled", unit),
                output -> UnitPlan.answers(output, "enabled"),
                false))
        .disable(systemctl("disable", unit))
        .afterRemoval(systemctl("daemon-reload"))
        .afterRemoval(systemctl("reset-failed", unit).thatMayFail())
        .start(systemctl("start", unit).within(UnitPlan.START_LIMIT.plusMinutes(1)))
        .stop(systemctl("stop", unit).thatMayFail())
        .active(
            new Check(
                systemctl("is-active", unit), output -> UnitPlan.answers(output, "active"), false))
        .plan();
  }

  private Command systemctl(String... words) {
    List<String> argv = new ArrayList<>(List.of("systemctl", "--user"));
    argv.addAll(List.of(words));
    return inManager(argv.toArray(String[]::new));
  }

  private Command inManager(String... words) {
    List<String> argv = new ArrayList<>();
    argv.add("env");
    argv.add("XDG_RUNTIME_DIR=/run/user/" + Integer.toUnsignedString(hook.account().uid()));
    argv.addAll(List.of(words));
    return Command.of(argv.toArray(String[]::new));
  }
}

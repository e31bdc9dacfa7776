package io.jstartup.platforms.systemd;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.Check;
import io.jstartup.platforms.HookPlan;
import io.jstartup.platforms.PlannedFile;
import io.jstartup.platforms.StopLimit;
import io.jstartup.platforms.detect.MachineFacts;
import java.nio.file.Path;
import java.util.List;

/** The plan of one hook as a unit of its user's own. */
final class UserUnitPlan {
  private final BootHook hook;
  private final MachineFacts facts;
  private final int version;
  private final String unit;
  private final UserManager manager;

  UserUnitPlan(BootHook hook, MachineFacts facts, int version) {
    this.hook = hook;
    this.facts = facts;
    this.version = version;
    this.unit = hook.serviceName() + ".service";
    this.manager = UserManager.of(hook);
  }

  HookPlan plan() {
    Path units = UserManager.units(hook.userHome());
    Path file = units.resolve(unit);
    HookPlan.Builder plan = HookPlan.of("systemd-user", hook.serviceName());
    UserManager.missing(hook.userHome(), facts).forEach(plan::folder);
    if (facts.tool("systemd-analyze").isPresent()) {
      plan.validate(
          new Check(
              manager.command("systemd-analyze", "--user", "--man=no", "verify", file.toString()),
              output -> VerifyMessages.complaints(output, unit, file),
              true));
    }
    UserManager.note(StopLimit.of(hook)).ifPresent(plan::note);
    return plan.file(
            new PlannedFile(
                file,
                0644,
                "systemd-user/hook.service.ftl",
                new UnitSyntax(),
                UnitPlan.values(hook, version, "systemd-user"),
                List.of(Systemd.stopTime(version))))
        .namesakes(file, UnitFolders.ofUser(hook.userHome()))
        .link(units.resolve("default.target.wants").resolve(unit))
        .reload(manager.systemctl("daemon-reload"))
        .enable(manager.systemctl("enable", unit))
        .enabled(
            new Check(
                manager.systemctl("is-enabled", unit),
                output -> UnitPlan.answers(output, "enabled"),
                false))
        .disable(manager.systemctl("disable", unit))
        .afterRemoval(manager.systemctl("daemon-reload"))
        .afterRemoval(manager.systemctl("reset-failed", unit).thatMayFail())
        .start(manager.systemctl("start", unit).within(UnitPlan.START_LIMIT.plusMinutes(1)))
        .stop(manager.systemctl("stop", unit).thatMayFail())
        .active(
            new Check(
                manager.systemctl("is-active", unit),
                output -> UnitPlan.answers(output, "active"),
                false))
        .plan();
  }
}

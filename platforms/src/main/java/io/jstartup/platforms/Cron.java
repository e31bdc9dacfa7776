package io.jstartup.platforms;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.service.MappedField;
import io.jstartup.platforms.shell.Keeper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code @reboot} of cron, for machines whose init system is none of the others: crontab(5). Never chosen by itself. */
final class Cron implements InitSystem {
  /** As pidwait(1) does, which not every machine has. What pgrep(1) can't tell is no end. */
  private static final String WAIT =
      "while :; do pgrep -f \"$1\" >/dev/null; case $? in 0) ;; 1) exit 0 ;; *) exit 1 ;; esac;"
          + " sleep 0.1 2>/dev/null || sleep 1; done";

  @Override
  public String id() {
    return "cron";
  }

  @Override
  public String displayName() {
    return "cron";
  }

  @Override
  public List<String> aliases() {
    return List.of("crontab");
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    return facts.isFolder("/etc/cron.d")
        ? List.of(new Evidence(id(), Weight.INSTALLED, "/etc/cron.d is a folder"))
        : List.of();
  }

  @Override
  public boolean isLastResort() {
    return true;
  }

  /** A file of its own in {@code /etc/cron.d}, where names have no dots. */
  @Override
  public HookPlan plan(BootHook hook, MachineFacts facts, int version) {
    Path file = Path.of("/etc/cron.d", RcName.of(hook.serviceName()));
    String keeper = Keeper.path(hook).toString();
    String pattern = "^/bin/sh " + keeper.replace(".", "\\.") + "$";
    HookPlan.Builder plan = HookPlan.of(id(), hook.serviceName());
    if (hook.app().isPresent()) { // the supervisor gets it back then
      Duration limit = StopLimit.of(hook).multipliedBy(2).plusSeconds(10);
      plan.disable(Command.of("sh", "-c", WAIT, "sh", pattern).within(limit));
    }
    return plan.folder(Keeper.FOLDER)
        .file(Keeper.ending(hook, id()))
        .file(Keeper.text(file, "cron/hook.ftl", Keeper.values(hook, id())))
        .validate(Check.shellReads(Keeper.path(hook)))
        .enabled(Check.succeeds(Command.of("test", "-r", file.toString()), "it is not there"))
        .start(Command.of("setsid", "-f", keeper))
        .stop(Command.of("pkill", "-TERM", "-f", pattern).thatMayFail())
        .active(Check.succeeds(Command.of("pgrep", "-f", pattern), "it does not run"))
        .note(
            "cron is the last resort: it starts the apps at boot and does no more; at shutdown they"
                + " get what the init system gives every process")
        .plan();
  }

  @Override
  public List<MappedField> shortfalls(BootHook hook, MachineFacts facts) {
    return MappedField.notAtShutdown("the init system ends it as it ends every process");
  }
}

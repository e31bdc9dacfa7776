package io.jstartup.platforms;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.service.MappedField;
import io.jstartup.platforms.shell.Keeper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** FreeBSD and DragonFly. See rc(8), rc.subr(8). */
final class FreeBsdRc implements InitSystem {
  @Override
  public String id() {
    return "rcd";
  }

  @Override
  public String displayName() {
    return "FreeBSD rc.d";
  }

  @Override
  public List<String> aliases() {
    return List.of("freebsd", "dragonfly");
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    if (facts.osName().equals("FreeBSD") || facts.osName().equals("DragonFlyBSD")) {
      seen.add(new Evidence(id(), Weight.RUNNING, "the system is " + facts.osName()));
    }
    facts
        .tool("sysrc")
        .ifPresent(tool -> seen.add(new Evidence(id(), Weight.INSTALLED, tool + " exists")));
    return seen;
  }

  /** A script of rc.d with a file of its own in rc.conf.d; sysrc would write in everybody's. */
  @Override
  public HookPlan plan(BootHook hook, MachineFacts facts, int version) {
    String name = RcName.of(hook.serviceName());
    Path script = Path.of("/usr/local/etc/rc.d", name);
    Map<String, Object> values = Keeper.values(hook, id());
    values.put("rcName", name);
    Path enabling = Path.of("/etc/rc.conf.d", name);
    return HookPlan.of(id(), hook.serviceName())
        .folder(Keeper.FOLDER)
        .file(Keeper.ending(hook, id()))
        .file(Keeper.file(script, "rcd/hook.ftl", values))
        .namesakes(script, List.of("/etc/rc.d"))
        .validate(Check.shellReads(Keeper.path(hook)))
        .file(Keeper.text(enabling, "rcd/enable.ftl", values))
        .enabled(Check.succeeds(Command.of("service", name, "enabled"), "it is not enabled"))
        .afterRemoval(Keeper.forget(name))
        .start(Command.of("service", name, "start"))
        .stop(
            Command.of("service", name, "stop")
                .within(StopLimit.of(hook).multipliedBy(2).plusSeconds(20))
                .thatMayFail())
        .active(Check.succeeds(Command.of("service", name, "status"), "it does not run"))
        .note(Keeper.NOT_RESPAWNED)
        .note(
            "at shutdown rc.shutdown stops one service after the other and gives all of them together"
                + " rcshutdown_timeout, 90 s unless /etc/rc.conf says more; this one may take "
                + StopLimit.seconds(hook)
                + " s")
        .plan();
  }

  @Override
  public List<MappedField> shortfalls(BootHook hook, MachineFacts facts) {
    return List.of(
        MappedField.approximated(
            "kill_timeout",
            "by the runner; at a shutdown all services together have rcshutdown_timeout, 90 s as a rule"));
  }
}

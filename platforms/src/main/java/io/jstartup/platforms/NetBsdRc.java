package io.jstartup.platforms;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.shell.Keeper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** NetBSD. See rc.d(8). */
final class NetBsdRc implements InitSystem {
  @Override
  public String id() {
    return "rcd-netbsd";
  }

  @Override
  public String displayName() {
    return "NetBSD rc.d";
  }

  @Override
  public List<String> aliases() {
    return List.of("netbsd");
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    if (facts.osName().equals("NetBSD")) {
      seen.add(new Evidence(id(), Weight.RUNNING, "the system is " + facts.osName()));
    }
    return seen;
  }

  /** A script of rc.d with a file of its own in rc.conf.d. */
  @Override
  public HookPlan plan(BootHook hook, MachineFacts facts, int version) {
    String name = RcName.of(hook.serviceName());
    Path script = Path.of("/etc/rc.d", name);
    Map<String, Object> values = Keeper.values(hook, id());
    values.put("rcName", name);
    Path enabling = Path.of("/etc/rc.conf.d", name);
    return HookPlan.of(id(), hook.serviceName())
        .folder(Keeper.FOLDER)
        .file(Keeper.ending(hook, id()))
        .file(Keeper.file(script, "rcd-netbsd/hook.ftl", values))
        .validate(Check.shellReads(Keeper.path(hook)))
        .file(Keeper.text(enabling, "rcd-netbsd/enable.ftl", values))
        .enabled(Check.succeeds(Command.of("test", "-r", enabling.toString()), "it is not there"))
        .afterRemoval(Keeper.forget(name))
        .start(Command.of("sh", script.toString(), "start"))
        .stop(
            Command.of("sh", script.toString(), "stop")
                .within(StopLimit.of(hook).multipliedBy(2).plusSeconds(20))
                .thatMayFail())
        .active(Check.succeeds(Command.of("sh", script.toString(), "status"), "it does not run"))
        .note(Keeper.NOT_RESPAWNED)
        .plan();
  }
}

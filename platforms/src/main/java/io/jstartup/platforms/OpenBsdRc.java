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

/** OpenBSD. See rc.d(8), rcctl(8). */
final class OpenBsdRc implements InitSystem {
  @Override
  public String id() {
    return "rcd-openbsd";
  }

  @Override
  public String displayName() {
    return "OpenBSD rc.d";
  }

  @Override
  public List<String> aliases() {
    return List.of("openbsd");
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    if (facts.osName().equals("OpenBSD")) {
      seen.add(new Evidence(id(), Weight.RUNNING, "the system is " + facts.osName()));
    }
    facts
        .tool("rcctl")
        .ifPresent(tool -> seen.add(new Evidence(id(), Weight.INSTALLED, tool + " exists")));
    return seen;
  }

  /** A script of rc.d for ksh; the processes are found by the hook's own script, a name that no other user's has. */
  @Override
  public HookPlan plan(BootHook hook, MachineFacts facts, int version) {
    String name = RcName.of(hook.serviceName());
    Path script = Path.of("/etc/rc.d", name);
    Map<String, Object> values = Keeper.values(hook, id());
    values.put("rcName", name);
    values.put("pattern", "/bin/sh " + Keeper.path(hook).toString().replace(".", "\\."));
    return HookPlan.of(id(), hook.serviceName())
        .folder(Keeper.FOLDER)
        .file(Keeper.ending(hook, id()))
        .file(Keeper.file(script, "rcd-openbsd/hook.ftl", values))
        .validate(Check.shellReads(Keeper.path(hook)))
        .enable(Command.of("rcctl", "enable", name))
        .enabled(Check.succeeds(Command.of("rcctl", "get", name, "status"), "it is disabled"))
        .disable(Command.of("rcctl", "disable", name))
        .start(Command.of("rcctl", "start", name))
        .stop(
            Command.of("rcctl", "stop", name)
                .within(StopLimit.of(hook).multipliedBy(2).plusSeconds(20))
                .thatMayFail())
        .active(Check.succeeds(Command.of("rcctl", "check", name), "it does not run"))
        .note(Keeper.NOT_RESPAWNED)
        .plan();
  }
}

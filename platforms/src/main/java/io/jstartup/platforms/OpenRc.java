package io.jstartup.platforms;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.shell.Keeper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** OpenRC, whatever PID 1 it runs under. See openrc(8). */
final class OpenRc implements InitSystem {
  @Override
  public String id() {
    return "openrc";
  }

  @Override
  public String displayName() {
    return "OpenRC";
  }

  @Override
  public List<String> aliases() {
    return List.of("gentoo", "alpine");
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    for (String mark : List.of("/run/openrc/softlevel", "/lib/rc/init.d/softlevel")) {
      if (facts.exists(mark)) {
        seen.add(new Evidence(id(), Weight.RUNNING, mark + " exists"));
      }
    }
    if (seen.isEmpty() && facts.isFolder("/run/openrc")) {
      seen.add(new Evidence(id(), Weight.LIKELY, "/run/openrc is a folder"));
    }
    facts
        .tool("rc-update")
        .ifPresent(tool -> seen.add(new Evidence(id(), Weight.INSTALLED, tool + " exists")));
    return seen;
  }

  /** supervise-daemon would start the script again after a wanted end too, so that has OpenRC stop it. */
  @Override
  public HookPlan plan(BootHook hook, MachineFacts facts, int version) {
    String name = hook.serviceName();
    Path script = Path.of("/etc/init.d", name);
    List<String> stayDown = List.of("rc-service", "--nodeps", name, "stop");
    return HookPlan.of(id(), name)
        .folder(Keeper.FOLDER)
        .file(Keeper.staying(hook, id(), stayDown))
        .file(Keeper.file(script, "openrc/hook.ftl", Keeper.values(hook, id())))
        .namesakes(script, List.of("/usr/local/etc/init.d"))
        .link(Path.of("/etc/runlevels/default", name))
        .validate(Check.shellReads(Keeper.path(hook)))
        .validate(Check.succeeds(Command.of("rc-service", name, "describe"), "it can't read it"))
        .enable(Command.of("rc-update", "add", name, "default"))
        .enabled(
            Check.says(
                Command.of("rc-update", "show", "default"),
                output -> lists(output, name),
                "it is not in runlevel 'default'"))
        // it fails when that was done already, by a removal that was cut short
        .disable(Command.of("rc-update", "del", name, "default").thatMayFail())
        .start(Command.of("rc-service", name, "start"))
        .stop(stop(hook))
        .active(
            Check.succeeds(Command.of("rc-service", name, "status"), "OpenRC has not started it"))
        .plan();
  }

  /** An app's is stopped beside others: several at a time may not read and renew the tree of dependencies, and nothing needs an app. */
  private static Command stop(BootHook hook) {
    String name = hook.serviceName();
    return (hook.app().isPresent()
            ? Command.of("rc-service", "--nodeps", name, "stop")
            : Command.of("rc-service", name, "stop"))
        .within(Duration.ofSeconds(StopLimit.secondsWithSweep(hook) + 10))
        .thatMayFail();
  }

  private static boolean lists(CommandOutput output, String name) {
    return output.out().lines().anyMatch(line -> line.strip().startsWith(name + " "));
  }
}

package io.jstartup.platforms;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.shell.Keeper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** upstart, as of Ubuntu until 14.10 and RHEL 6. See init(5) of upstart. Jobs alone prove nothing: Debian shipped them without it. */
final class Upstart implements InitSystem {
  @Override
  public String id() {
    return "upstart";
  }

  @Override
  public String displayName() {
    return "upstart";
  }

  @Override
  public List<String> aliases() {
    return List.of("ubuntu14", "ubuntu12");
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    boolean tools = facts.exists("/sbin/initctl") && facts.holds("/etc/init", ".conf");
    if (tools && facts.initName().equals("init")) {
      seen.add(
          new Evidence(
              id(), Weight.RUNNING, "PID 1 is 'init', with /sbin/initctl and jobs in /etc/init"));
    } else if (tools) {
      seen.add(new Evidence(id(), Weight.INSTALLED, "/sbin/initctl and jobs in /etc/init exist"));
    }
    return seen;
  }

  /** A job that runs the hook's script; jobs are found as soon as they are written. */
  @Override
  public HookPlan plan(BootHook hook, MachineFacts facts, int version) {
    String name = hook.serviceName();
    Path job = Path.of("/etc/init", name + ".conf");
    return HookPlan.of(id(), name)
        .folder(Keeper.FOLDER)
        .file(Keeper.ending(hook, id()))
        .file(Keeper.text(job, "upstart/hook.ftl", Keeper.values(hook, id())))
        .namesake(job, Path.of("/etc/init.d", name))
        .validate(Check.shellReads(Keeper.path(hook)))
        .reload(Command.of("initctl", "reload-configuration"))
        .enabled(
            Check.says(
                Command.of("initctl", "status", name),
                output -> output.out().startsWith(name + " "),
                "upstart does not know the job"))
        .afterRemoval(Command.of("initctl", "reload-configuration").thatMayFail())
        .start(Command.of("initctl", "start", name))
        .stop(
            Command.of("initctl", "stop", name)
                .within(StopLimit.of(hook).multipliedBy(2).plusSeconds(20))
                .thatMayFail())
        .active(
            Check.says(
                Command.of("initctl", "status", name),
                output -> output.out().contains("start/running"),
                "it does not run"))
        .plan();
  }
}

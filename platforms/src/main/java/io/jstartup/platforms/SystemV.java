package io.jstartup.platforms;

import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.shell.Keeper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** System V init with LSB init scripts. Other init systems keep its name for PID 1 and its tools, so this is never certain. */
final class SystemV implements InitSystem {
  @Override
  public String id() {
    return "systemv";
  }

  @Override
  public String displayName() {
    return "System V init";
  }

  @Override
  public List<String> aliases() {
    return List.of("sysv", "sysvinit", "amazon", "centos6");
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    boolean busybox = facts.linksTo("/sbin/init", "busybox");
    if (facts.initName().equals("init") && facts.exists("/etc/inittab") && !busybox) {
      seen.add(new Evidence(id(), Weight.LIKELY, "PID 1 is 'init' and /etc/inittab exists"));
    }
    for (String name : List.of("update-rc.d", "chkconfig", "insserv")) {
      facts
          .tool(name)
          .ifPresent(tool -> seen.add(new Evidence(id(), Weight.INSTALLED, tool + " exists")));
    }
    return seen;
  }

  /** An LSB script: System V init starts it once, and the script starts successors. */
  @Override
  public HookPlan plan(BootHook hook, MachineFacts facts, int version) {
    String name = hook.serviceName();
    Path script = Path.of("/etc/init.d", name);
    HookPlan.Builder plan =
        HookPlan.of(id(), name)
            .folder(Keeper.FOLDER)
            .file(Keeper.ending(hook, id()))
            .file(Keeper.file(script, "systemv/hook.ftl", Keeper.values(hook, id())))
            .validate(Check.shellReads(Keeper.path(hook)))
            .validate(Check.shellReads(script))
            .enabled(
                Check.says(
                    Command.of("find", "-H", "/etc/rc3.d", "-name", "S??" + name),
                    output -> !output.out().isBlank(),
                    "there is no start link in /etc/rc3.d"))
            .start(Command.of("sh", script.toString(), "start"))
            .stop(
                Command.of("sh", script.toString(), "stop")
                    .within(Duration.ofSeconds(StopLimit.secondsWithSweep(hook) + 10))
                    .thatMayFail())
            .active(
                Check.succeeds(Command.of("sh", script.toString(), "status"), "it does not run"))
            .afterRemoval(Keeper.forget(name))
            .note(
                "System V init starts nothing again that has ended: the hook's script does that for"
                    + " the supervisor, and nothing does it for the script");
    for (String level : List.of("2", "3", "4", "5")) {
      plan.link(Path.of("/etc/rc" + level + ".d", "S??" + name));
    }
    for (String level : List.of("0", "1", "6")) {
      plan.link(Path.of("/etc/rc" + level + ".d", "K??" + name));
    }
    return enabling(plan, facts, name).plan();
  }

  /** By the tool that this machine has; Debian's is the stronger sign, as it may have insserv too. */
  private static HookPlan.Builder enabling(HookPlan.Builder plan, MachineFacts facts, String name) {
    if (facts.tool("insserv").isPresent()) {
      plan.afterRemoval(Command.of("insserv").thatMayFail()); // others' numbers had made room
    }
    if (facts.tool("update-rc.d").isPresent()) {
      return plan.enable(Command.of("update-rc.d", name, "defaults"))
          .disable(Command.of("update-rc.d", "-f", name, "remove"));
    }
    if (facts.tool("chkconfig").isPresent()) {
      return plan.enable(Command.of("chkconfig", "--add", name))
          .enable(Command.of("chkconfig", name, "on"))
          .disable(Command.of("chkconfig", "--del", name));
    }
    if (facts.tool("insserv").isPresent()) {
      return plan.enable(Command.of("insserv", name)).disable(Command.of("insserv", "-r", name));
    }
    throw new ProblemsException(
        "cannot enable an init script here",
        "there is none of update-rc.d, chkconfig and insserv in the system's folders",
        "install the one of your distribution");
  }
}

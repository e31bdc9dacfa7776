package io.jstartup.platforms;

import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.service.DirectStop;
import io.jstartup.platforms.service.RunnerServices;
import io.jstartup.platforms.service.ServiceTarget;
import io.jstartup.platforms.shell.Keeper;
import io.jstartup.platforms.shell.ShellSyntax;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** s6 with s6-svscan as PID 1. See s6-svscan(8). */
final class S6 implements InitSystem {
  /** It takes its own folder away, so it is gone when a removal was cut short after that. */
  private static final String DETACH = "if [ -e \"$1\" ]; then exec sh \"$1\"; fi";

  @Override
  public String id() {
    return "s6";
  }

  @Override
  public String displayName() {
    return "s6";
  }

  @Override
  public List<String> aliases() {
    return List.of("s6-rc");
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    if (facts.initName().equals("s6-svscan")) {
      seen.add(new Evidence(id(), Weight.RUNNING, "PID 1 is 's6-svscan'"));
    }
    facts
        .tool("s6-svscan")
        .ifPresent(tool -> seen.add(new Evidence(id(), Weight.INSTALLED, tool + " exists")));
    return seen;
  }

  @Override
  public ServiceTarget services() {
    return new RunnerServices(this, this::direct, new DirectStop(false, Optional.empty()));
  }

  /** The same folder, with scripts that become the app. */
  private HookPlan direct(BootHook hook, MachineFacts facts, Map<String, Object> values) {
    Path folder = scanFolder(facts).resolve(hook.serviceName());
    Map<String, Object> all = values(hook, facts);
    all.putAll(values);
    return plan(hook, facts)
        .file(Keeper.file(folder.resolve("run"), "s6/app-run.ftl", all))
        .file(Keeper.file(folder.resolve("finish"), "s6/app-finish.ftl", all))
        .file(Keeper.file(folder.resolve("detach"), "s6/detach.ftl", all))
        .file(Keeper.text(folder.resolve("down-signal"), "s6/app-down-signal.ftl", all))
        .file(Keeper.text(folder.resolve("timeout-kill"), "s6/app-timeout-kill.ftl", all))
        .file(Keeper.text(folder.resolve("timeout-finish"), "s6/app-timeout-finish.ftl", all))
        .plan();
  }

  private Map<String, Object> values(BootHook hook, MachineFacts facts) {
    Path scan = scanFolder(facts);
    Map<String, Object> values = Keeper.values(hook, id());
    values.put("folder", scan.resolve(hook.serviceName()).toString());
    values.put("scanFolder", scan.toString());
    values.put("goneFolder", gone(scan, hook).toString());
    return values;
  }

  /** What the service's folder becomes first when it is removed. */
  private static Path gone(Path scan, BootHook hook) {
    return scan.resolve("." + hook.serviceName());
  }

  /**
   * A service folder in the scan folder, whose {@code run} becomes the supervisor. A {@code down} file keeps s6-supervise from starting
   * it at once, as who serves the home now has to give way first.
   */
  @Override
  public HookPlan plan(BootHook hook, MachineFacts facts, int version) {
    Path folder = scanFolder(facts).resolve(hook.serviceName());
    Map<String, Object> values = values(hook, facts);
    return plan(hook, facts)
        .file(Keeper.file(folder.resolve("run"), "s6/run.ftl", values))
        .file(Keeper.file(folder.resolve("finish"), "s6/finish.ftl", values))
        .file(Keeper.file(folder.resolve("detach"), "s6/detach.ftl", values))
        .file(time(folder.resolve("timeout-kill"), "s6/timeout-kill.ftl", values))
        .file(time(folder.resolve("timeout-finish"), "s6/timeout-finish.ftl", values))
        .plan();
  }

  /** A file of milliseconds. */
  private static PlannedFile time(Path path, String template, Map<String, Object> values) {
    return new PlannedFile(
        path, 0644, template, new ShellSyntax(), values, List.of(Tolerance.timeEnough("")));
  }

  /** The commands around it. */
  private HookPlan.Builder plan(BootHook hook, MachineFacts facts) {
    Path scan = scanFolder(facts);
    Path folder = scan.resolve(hook.serviceName());
    String service = folder.toString();
    String down = folder.resolve("down").toString();
    Duration limit = Duration.ofSeconds(StopLimit.secondsWithSweep(hook));
    return HookPlan.of(id(), hook.serviceName())
        .folder(folder)
        .namesake(folder.resolve("run"), Path.of("/etc/s6/sv", hook.serviceName()))
        .namesake(folder.resolve("run"), Path.of("/etc/s6/adminsv", hook.serviceName()))
        .validate(Check.shellReads(folder.resolve("run")))
        .enable(Command.of("touch", down))
        .enable(Command.of("s6-svscanctl", "-a", scan.toString()))
        .enable(Command.of("s6-svok", service).untilItSucceeds())
        .enable(Command.of("rm", "-f", down))
        .enabled(Check.succeeds(Command.of("test", "-x", service + "/run"), "it is not there"))
        .disable(Command.of("sh", "-c", DETACH, "sh", folder.resolve("detach").toString()))
        .afterRemoval(Command.of("rm", "-rf", gone(scan, hook).toString()))
        .start(Command.of("s6-svc", "-u", service))
        .stop(
            Command.of("s6-svc", "-wD", "-T", Long.toString(limit.toMillis()), "-d", service)
                .within(limit.plusSeconds(10))
                .thatMayFail())
        .active(
            Check.says(
                Command.of("s6-svstat", "-o", "up", service),
                output -> output.out().strip().equals("true"),
                "it is not up"));
  }

  /** What s6-svscan was told to look at; one that is made anew at each boot keeps no hook. */
  private static Path scanFolder(MachineFacts facts) {
    Path folder =
        facts.initArguments().stream()
            .skip(1)
            .filter(argument -> argument.startsWith("/"))
            .findFirst()
            .map(Path::of)
            .orElse(Path.of("/service"));
    if (folder.startsWith("/run") || folder.startsWith("/tmp")) {
      throw new ProblemsException(
          "cannot make a boot hook for s6",
          "its scan folder '" + folder + "' is made anew at each boot (s6-rc, s6-linux-init)",
          "let a service of your own run 'jstartup daemon --boot s6', in the foreground");
    }
    return folder;
  }
}

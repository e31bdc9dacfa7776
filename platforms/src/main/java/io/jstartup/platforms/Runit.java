package io.jstartup.platforms;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.service.DirectStop;
import io.jstartup.platforms.service.RunnerServices;
import io.jstartup.platforms.service.ServiceTarget;
import io.jstartup.platforms.shell.Keeper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** runit. See runsvdir(8). */
final class Runit implements InitSystem {
  /** /etc/runit/3 has sv(8) stop the services, which waits 7 s and then wants them killed, and end them, which waits for nothing. */
  private static final Duration SHUTDOWN = Duration.ofSeconds(7);

  private static final String SHUTDOWN_NOTE =
      "runit's own shutdown waits 7 s for its services, whatever longer time apps were given";

  @Override
  public String id() {
    return "runit";
  }

  @Override
  public String displayName() {
    return "runit";
  }

  @Override
  public List<String> aliases() {
    return List.of();
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    if (facts.initName().equals("runit")) {
      seen.add(new Evidence(id(), Weight.RUNNING, "PID 1 is 'runit'"));
    }
    if (facts.initHasChild("runsvdir")) {
      seen.add(new Evidence(id(), Weight.LIKELY, "'runsvdir' is a child of PID 1"));
    }
    facts
        .tool("runsvdir")
        .ifPresent(tool -> seen.add(new Evidence(id(), Weight.INSTALLED, tool + " exists")));
    return seen;
  }

  @Override
  public ServiceTarget services() {
    return new RunnerServices(this, this::direct, new DirectStop(true, Optional.of(SHUTDOWN)));
  }

  /** The same folder, with scripts that become the app. */
  private HookPlan direct(BootHook hook, MachineFacts facts, Map<String, Object> values) {
    Path folder = folder(hook, facts);
    Map<String, Object> all = values(hook, facts);
    all.putAll(values);
    HookPlan.Builder plan =
        plan(hook, facts)
            .folder(folder.resolve("control"))
            .file(Keeper.file(folder.resolve("run"), "runit/app-run.ftl", all))
            .file(Keeper.file(folder.resolve("finish"), "runit/app-finish.ftl", all))
            .file(Keeper.file(folder.resolve("control/t"), "runit/app-stop.ftl", all))
            .file(Keeper.file(folder.resolve("control/k"), "runit/app-kill.ftl", all))
            .file(Keeper.file(folder.resolve("detach"), "runit/detach.ftl", all));
    return (hook.stopBudget().compareTo(SHUTDOWN) > 0 ? plan.note(SHUTDOWN_NOTE) : plan).plan();
  }

  private static Path folder(BootHook hook, MachineFacts facts) {
    return (facts.isFolder("/etc/runit/sv") ? Path.of("/etc/runit/sv") : Path.of("/etc/sv"))
        .resolve(hook.serviceName());
  }

  private Map<String, Object> values(BootHook hook, MachineFacts facts) {
    Map<String, Object> values = Keeper.values(hook, id());
    values.put("folder", folder(hook, facts).toString());
    values.put("link", scanFolder(facts).resolve(hook.serviceName()).toString());
    return values;
  }

  /**
   * A service folder whose {@code run} becomes the supervisor. A {@code down} file keeps runsv from starting it at once, as who serves the
   * home now has to give way first.
   */
  @Override
  public HookPlan plan(BootHook hook, MachineFacts facts, int version) {
    Path folder = folder(hook, facts);
    Map<String, Object> values = values(hook, facts);
    return plan(hook, facts)
        .folder(folder.resolve("control"))
        .file(Keeper.file(folder.resolve("run"), "runit/run.ftl", values))
        .file(Keeper.file(folder.resolve("finish"), "runit/finish.ftl", values))
        .file(Keeper.file(folder.resolve("control/k"), "runit/kill.ftl", values))
        .file(Keeper.file(folder.resolve("detach"), "runit/detach.ftl", values))
        .note(SHUTDOWN_NOTE)
        .plan();
  }

  /** The commands around it. */
  private HookPlan.Builder plan(BootHook hook, MachineFacts facts) {
    Path folder = folder(hook, facts);
    Path link = scanFolder(facts).resolve(hook.serviceName());
    String service = folder.toString();
    String down = folder.resolve("down").toString();
    Duration limit = Duration.ofSeconds(StopLimit.secondsWithSweep(hook));
    return HookPlan.of(id(), hook.serviceName())
        .folder(folder)
        .link(link)
        .namesake(folder.resolve("run"), link)
        .namesake(folder.resolve("run"), Path.of("/usr/share/runit/sv", hook.serviceName()))
        .namesake(folder.resolve("run"), Path.of("/etc/sv", hook.serviceName(), "run"))
        .validate(Check.shellReads(folder.resolve("run")))
        .enable(Command.of("touch", down))
        .enable(Command.of("ln", "-s", "-f", "-n", service, link.toString()))
        .enable(Command.of("sv", "status", service).untilItSucceeds())
        .enable(Command.of("rm", "-f", down))
        .enabled(Check.succeeds(Command.of("test", "-x", link + "/run"), "it is not linked"))
        .disable(Command.of("sh", folder.resolve("detach").toString()))
        .start(Command.of("sv", "up", service))
        .stop(
            Command.of("sv", "-w", Long.toString(limit.toSeconds()), "stop", service)
                .within(limit.plusSeconds(10))
                .thatMayFail())
        .active(
            Check.says(
                Command.of("sv", "status", service),
                output -> output.out().startsWith("run:"),
                "it is not up"));
  }

  /** What the runsvdir that runs here was told to look at. */
  private static Path scanFolder(MachineFacts facts) {
    return facts.argumentsOfChild("runsvdir").stream()
        .skip(1)
        .filter(argument -> argument.startsWith("/"))
        .findFirst()
        .or(
            () ->
                Stream.of("/etc/service", "/var/service", "/service")
                    .filter(facts::exists)
                    .findFirst())
        .map(Path::of)
        .orElse(Path.of("/etc/service"));
  }
}

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
import java.util.stream.Stream;

/** runit. See runsvdir(8). */
final class Runit implements InitSystem {
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

  /**
   * A service folder whose {@code run} becomes the supervisor. A {@code down} file keeps runsv from starting it at once, as who serves the
   * home now has to give way first.
   */
  @Override
  public HookPlan plan(BootHook hook, MachineFacts facts, int version) {
    Path folder =
        (facts.isFolder("/etc/runit/sv") ? Path.of("/etc/runit/sv") : Path.of("/etc/sv"))
            .resolve(hook.serviceName());
    Path link = scanFolder(facts).resolve(hook.serviceName());
    String service = folder.toString();
    String down = folder.resolve("down").toString();
    Map<String, Object> values = Keeper.values(hook, id());
    values.put("folder", service);
    values.put("link", link.toString());
    return HookPlan.of(id(), hook.serviceName())
        .folder(folder)
        .folder(folder.resolve("control"))
        .file(Keeper.file(folder.resolve("run"), "runit/run.ftl", values))
        .file(Keeper.file(folder.resolve("finish"), "runit/finish.ftl", values))
        .file(Keeper.file(folder.resolve("control/k"), "runit/kill.ftl", values))
        .file(Keeper.file(folder.resolve("detach"), "runit/detach.ftl", values))
        .link(link)
        .validate(Check.shellReads(folder.resolve("run")))
        .enable(Command.of("touch", down))
        .enable(Command.of("ln", "-s", "-f", "-n", service, link.toString()))
        .enable(Command.of("sv", "status", service).untilItSucceeds())
        .enable(Command.of("rm", "-f", down))
        .enabled(Check.succeeds(Command.of("test", "-x", link + "/run"), "it is not linked"))
        .disable(Command.of("sh", folder.resolve("detach").toString()))
        .start(Command.of("sv", "up", service))
        .stop(
            Command.of("sv", "-w", Long.toString(StopLimit.seconds(hook)), "stop", service)
                .within(StopLimit.of(hook).plusSeconds(10))
                .thatMayFail())
        .active(
            Check.says(
                Command.of("sv", "status", service),
                output -> output.out().startsWith("run:"),
                "it is not up"))
        .note(
            "runit's own shutdown waits twice 7 s for its services, whatever longer time apps were"
                + " given")
        .plan();
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

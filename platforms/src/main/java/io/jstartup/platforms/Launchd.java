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
import java.util.Optional;

/** macOS. See launchd.plist(5). */
final class Launchd implements InitSystem {
  @Override
  public String id() {
    return "launchd";
  }

  @Override
  public String displayName() {
    return "launchd";
  }

  @Override
  public List<String> aliases() {
    return List.of("macos", "darwin");
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    if (facts.osName().startsWith("Mac")) {
      seen.add(new Evidence(id(), Weight.RUNNING, "the system is " + facts.osName()));
    }
    facts
        .tool("launchctl")
        .ifPresent(tool -> seen.add(new Evidence(id(), Weight.INSTALLED, tool + " exists")));
    return seen;
  }

  @Override
  public Optional<InitSystem> ofUser() {
    return Optional.of(new LaunchAgent());
  }

  /** A system daemon, which starts at boot; a login agent would start when its user logs in at the screen. */
  @Override
  public HookPlan plan(BootHook hook, MachineFacts facts, int version) {
    String label = "io.jstartup." + hook.serviceName();
    Path file = Path.of("/Library/LaunchDaemons", label + ".plist");
    String service = "system/" + label;
    Map<String, Object> values = Keeper.values(hook, id());
    values.put("label", label);
    return HookPlan.of(id(), hook.serviceName())
        .folder(Keeper.FOLDER)
        .file(Keeper.ending(hook, id()))
        .file(
            new PlannedFile(
                file,
                0644,
                "launchd/hook.ftl",
                new XmlSyntax(),
                values,
                List.of(Tolerance.timeEnough("\t<integer>"))))
        .validate(Check.shellReads(Keeper.path(hook)))
        .validate(
            new Check(
                Command.of("plutil", "-lint", file.toString()),
                output -> output.succeeded() ? List.of() : output.out().lines().toList(),
                true))
        .enable(Command.of("launchctl", "enable", service))
        .enabled(Check.succeeds(Command.of("test", "-r", file.toString()), "it is not there"))
        .start(Command.of("launchctl", "bootout", service).thatMayFail()) // one that has ended
        .start(Command.of("launchctl", "bootstrap", "system", file.toString()).untilItSucceeds())
        .stop(
            Command.of("launchctl", "bootout", service)
                .within(StopLimit.of(hook).multipliedBy(2).plusSeconds(20))
                .thatMayFail())
        .active(
            Check.says(
                Command.of("launchctl", "print", service),
                output -> output.out().contains("state = running"),
                "it does not run"))
        .note("this is a system daemon: it starts at boot, whoever logs in")
        .plan();
  }
}

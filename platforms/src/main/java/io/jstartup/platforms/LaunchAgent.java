package io.jstartup.platforms;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.shell.Keeper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A login agent of macOS: launchd starts it when its user logs in at the screen, and no sooner. See launchd.plist(5). */
final class LaunchAgent implements InitSystem {
  @Override
  public String id() {
    return "launchd-agent";
  }

  @Override
  public String displayName() {
    return "launchd's login agents";
  }

  @Override
  public List<String> aliases() {
    return List.of();
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    return new Launchd().evidence(facts);
  }

  /** The hook's script is in the home that it serves: nothing of it is root's. */
  @Override
  public HookPlan plan(BootHook hook, MachineFacts facts, int version) {
    String label = "io.jstartup." + hook.serviceName();
    Path agents = hook.userHome().resolve("Library/LaunchAgents");
    Path file = agents.resolve(label + ".plist");
    Path keeper = hook.jstartupHome().resolve(label);
    String domain = "gui/" + Integer.toUnsignedString(hook.account().uid());
    String service = domain + "/" + label;
    Map<String, Object> values = Keeper.values(hook, id());
    values.put("label", label);
    values.put("keeper", keeper.toString());
    HookPlan.Builder plan = HookPlan.of(id(), hook.serviceName());
    if (!facts.exists(agents.toString())) {
      plan.folder(agents);
    }
    return plan.file(Keeper.ending(hook, id(), keeper))
        .file(
            new PlannedFile(
                file,
                0644,
                "launchd-agent/hook.ftl",
                new XmlSyntax(),
                values,
                List.of(Tolerance.timeEnough("\t<integer>"))))
        .validate(Check.shellReads(keeper))
        .validate(
            new Check(
                Command.of("plutil", "-lint", file.toString()),
                output -> output.succeeded() ? List.of() : output.out().lines().toList(),
                true))
        .enable(Command.of("launchctl", "enable", service))
        .enabled(Check.succeeds(Command.of("test", "-r", file.toString()), "it is not there"))
        .start(Command.of("launchctl", "bootout", service).thatMayFail()) // one that has ended
        .start(Command.of("launchctl", "bootstrap", domain, file.toString()).untilItSucceeds())
        .stop(
            Command.of("launchctl", "bootout", service)
                .within(StopLimit.of(hook).multipliedBy(2).plusSeconds(20))
                .thatMayFail())
        .active(
            Check.says(
                Command.of("launchctl", "print", service),
                output -> output.out().contains("state = running"),
                "it does not run"))
        .note("this is a login agent: it starts when its user logs in at the screen, not at boot")
        .plan();
  }
}

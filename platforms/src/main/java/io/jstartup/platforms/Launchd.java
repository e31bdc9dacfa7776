package io.jstartup.platforms;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.shell.Keeper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    Path folder = Path.of("/Library/LaunchDaemons");
    return new LaunchdJob(id(), "launchd/hook.ftl", "system", folder, Keeper.path(hook))
        .plan(hook)
        .folder(Keeper.FOLDER)
        .note("this is a system daemon: it starts at boot, whoever logs in")
        .plan();
  }
}

package io.jstartup.platforms;

import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.service.ServiceTarget;
import java.nio.file.Path;
import java.util.List;

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

  /** A runner's files would be the system's, as those of a daemon are. */
  @Override
  public ServiceTarget services() {
    throw new ProblemsException(
        "cannot make apps services of " + displayName(),
        "they are made of the system's daemons only",
        "leave --user out");
  }

  /** The hook's script is in the home that it serves: nothing of it is root's. */
  @Override
  public HookPlan plan(BootHook hook, MachineFacts facts, int version) {
    Path agents = hook.userHome().resolve("Library/LaunchAgents");
    Path keeper = hook.jstartupHome().resolve(LaunchdJob.label(hook));
    String domain = "gui/" + Integer.toUnsignedString(hook.account().uid());
    LaunchdJob job = new LaunchdJob(id(), "launchd-agent/hook.ftl", domain, agents, keeper);
    HookPlan.Builder plan = job.plan(hook);
    if (!facts.exists(agents.toString())) {
      plan.folder(agents);
    }
    return plan.note(
            "this is a login agent: it starts when its user logs in at the screen, not at boot")
        .plan();
  }
}

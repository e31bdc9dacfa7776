package io.jstartup.platforms;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.service.InstanceName;
import io.jstartup.platforms.shell.Keeper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** finit. See finit.conf(5). */
final class Finit implements InitSystem {
  /** With a name of 47 characters it starts nothing and says nothing, with one of 36 it does: finit 4.2. */
  private static final int LONGEST_NAME = 40;

  /** The largest {@code kill:} that version 4.2 takes, in seconds; a larger one counts as none given, 3 s. */
  private static final long LONGEST_KILL = 60;

  @Override
  public String id() {
    return "finit";
  }

  @Override
  public String displayName() {
    return "finit";
  }

  @Override
  public List<String> aliases() {
    return List.of();
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    if (facts.initName().equals("finit") || facts.initCommand().equals("finit")) {
      seen.add(new Evidence(id(), Weight.RUNNING, "PID 1 is 'finit'"));
    }
    if (seen.isEmpty() && facts.isLinux() && facts.isFolder("/run/finit")) {
      seen.add(new Evidence(id(), Weight.RUNNING, "/run/finit is a folder")); // by any other name
    }
    if (facts.exists("/etc/finit.conf")) {
      seen.add(new Evidence(id(), Weight.INSTALLED, "/etc/finit.conf exists"));
    }
    return seen;
  }

  /** One line, as quotes mean different things to its versions; the script there has all that is the user's. */
  @Override
  public HookPlan plan(BootHook hook, MachineFacts facts, int version) {
    String name = hook.app().isPresent() ? shortened(hook.serviceName()) : hook.serviceName();
    Path file = Path.of("/etc/finit.d", name + ".conf");
    long wanted = StopLimit.secondsWithSweep(hook);
    Map<String, Object> values = Keeper.values(hook, id());
    values.put("serviceName", name);
    values.put("kill", Long.toString(Math.min(wanted, LONGEST_KILL)));
    HookPlan.Builder plan =
        HookPlan.of(id(), hook.serviceName())
            .folder(Keeper.FOLDER)
            .file(Keeper.staying(hook, id(), List.of()))
            .file(Keeper.text(file, "finit/hook.ftl", values))
            .validate(Check.shellReads(Keeper.path(hook)))
            .enabled(Check.succeeds(Command.of("test", "-r", file.toString()), "it is not there"))
            .start(Command.of("initctl", "reload"))
            .start(Command.of("initctl", "start", name).thatMayFail())
            .stop(
                Command.of("initctl", "stop", name)
                    .within(StopLimit.of(hook).multipliedBy(2).plusSeconds(10))
                    .thatMayFail())
            .active(Check.succeeds(Command.of("initctl", "-q", "status", name), "it does not run"))
            .note(
                "a wanted end of the supervisor looks to finit as if it ran on, until the next boot"
                    + " or 'jstartup startup'");
    if (StopLimit.seconds(hook) > LONGEST_KILL) {
      plan.note("finit kills after " + LONGEST_KILL + " s what needs longer to stop");
    }
    return plan.plan();
  }

  private static String shortened(String name) {
    String hash = "_" + InstanceName.hash(name);
    return name.length() <= LONGEST_NAME
        ? name
        : name.substring(0, LONGEST_NAME - hash.length()) + hash;
  }
}

package io.jstartup.platforms;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.service.InstanceName;
import io.jstartup.platforms.service.MappedField;
import io.jstartup.platforms.shell.Keeper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** finit. See finit.conf(5). */
final class Finit implements InitSystem {
  /** Of a word in a command; with a longer one version 4.2 takes the service for nothing and says so nowhere. */
  private static final int LONGEST_WORD = 63;

  /** The largest {@code kill:} that version 4.2 takes, in seconds; a larger one counts as none given, 3 s. */
  private static final long LONGEST_KILL = 60;

  private static final String KILLS =
      "finit kills after " + LONGEST_KILL + " s what needs longer to stop, also at a shutdown";

  /** Its stop ends before the service does, and its quiet status says then already that nothing runs. */
  private static final String WAIT =
      "PATH=$PATH:/lib/finit; while initctl -bp status \"$1\" 2>/dev/null"
          + " | grep -q 'PID : [1-9]'; do sleep 0.1; done";

  /** What is off, and what comes with it: finit.conf(5). */
  private static final List<String> FOLDERS =
      List.of("/etc/finit.d/available", "/usr/lib/finit/system", "/lib/finit/system");

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
    String name = shortened(hook.serviceName());
    Path keeper = Keeper.FOLDER.resolve(name);
    Path file = Path.of("/etc/finit.d", name + ".conf");
    long wanted = StopLimit.secondsWithSweep(hook);
    Map<String, Object> values = Keeper.values(hook, id());
    values.put("serviceName", name);
    values.put("keeper", keeper.toString());
    values.put("kill", Long.toString(Math.min(wanted, LONGEST_KILL)));
    Duration stopLimit = StopLimit.of(hook).multipliedBy(2).plusSeconds(10);
    HookPlan.Builder plan =
        HookPlan.of(id(), hook.serviceName())
            .folder(Keeper.FOLDER)
            .file(Keeper.staying(hook, id(), keeper))
            .file(Keeper.text(file, "finit/hook.ftl", values))
            .namesakes(file, FOLDERS)
            .validate(Check.shellReads(keeper))
            .enabled(Check.succeeds(Command.of("test", "-r", file.toString()), "it is not there"))
            .start(Command.of("initctl", "reload"))
            .start(Command.of("initctl", "start", name).thatMayFail())
            .stop(Command.of("initctl", "stop", name).within(stopLimit).thatMayFail())
            .active(Check.succeeds(Command.of("initctl", "-q", "status", name), "it does not run"))
            .note(
                hook.app().isPresent()
                    ? "an app that has ended for good looks to finit as if it ran on, until the next boot"
                    : "a wanted end of the supervisor looks to finit as if it ran on, until the next boot"
                        + " or 'jstartup startup'");
    if (hook.app().isPresent()) {
      plan.disable(Command.of("sh", "-c", WAIT, "sh", name).within(stopLimit));
    }
    if (needsLonger(hook)) {
      plan.note(KILLS);
    }
    return plan.plan();
  }

  @Override
  public List<MappedField> shortfalls(BootHook hook, MachineFacts facts) {
    return needsLonger(hook)
        ? List.of(MappedField.approximated("kill_timeout", "by the runner; " + KILLS))
        : List.of();
  }

  private static boolean needsLonger(BootHook hook) {
    return StopLimit.seconds(hook) > LONGEST_KILL;
  }

  /** A name that its script in the keeper's folder can have too. */
  private static String shortened(String name) {
    int longest = LONGEST_WORD - Keeper.FOLDER.toString().length() - 1;
    String hash = "_" + InstanceName.hash(name);
    return name.length() <= longest ? name : name.substring(0, longest - hash.length()) + hash;
  }
}

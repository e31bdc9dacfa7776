package io.jstartup.platforms;

import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.service.MappedField;
import io.jstartup.platforms.shell.Keeper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** busybox init with its rcS. OpenRC runs under it too and is the stronger evidence then. */
final class Busybox implements InitSystem {
  /** What stops the services at a shutdown; not every system has it. */
  private static final String STOPS = "/etc/init.d/rcK";

  @Override
  public String id() {
    return "busybox";
  }

  @Override
  public String displayName() {
    return "busybox init";
  }

  @Override
  public List<String> aliases() {
    return List.of();
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    boolean busybox = facts.linksTo("/sbin/init", "busybox") || facts.initName().equals("busybox");
    boolean init = facts.initName().equals("init") || facts.initName().equals("busybox");
    if (busybox && init && facts.exists("/etc/inittab")) {
      seen.add(new Evidence(id(), Weight.LIKELY, "PID 1 is busybox' init and /etc/inittab exists"));
    }
    return seen;
  }

  /** A script as Buildroot has them: {@code rcS} runs each {@code S??*} at boot, {@code rcK} at shutdown. */
  @Override
  public HookPlan plan(BootHook hook, MachineFacts facts, int version) {
    if (!facts.text("/etc/init.d/rcS").contains("/etc/init.d/S")) {
      throw new ProblemsException(
          "cannot make a boot hook for " + displayName(),
          "/etc/init.d/rcS does not run the scripts /etc/init.d/S??*",
          "let your own boot script run '"
              + hook.launcher()
              + " daemon --boot busybox' as '"
              + hook.account().name()
              + "'");
    }
    Path script = Path.of("/etc/init.d", "S90" + hook.serviceName());
    HookPlan.Builder plan =
        HookPlan.of(id(), hook.serviceName())
            .folder(Keeper.FOLDER)
            .file(Keeper.ending(hook, id()))
            .file(Keeper.file(script, "busybox/hook.ftl", Keeper.values(hook, id())))
            .namesake(script, Path.of("/etc/init.d", "S??" + hook.serviceName()))
            .validate(Check.shellReads(Keeper.path(hook)))
            .validate(Check.shellReads(script))
            .enabled(Check.succeeds(Command.of("test", "-x", script.toString()), "it is not there"))
            .start(Command.of("sh", script.toString(), "start"))
            .stop(
                Command.of("sh", script.toString(), "stop")
                    .within(Duration.ofSeconds(StopLimit.secondsWithSweep(hook) + 10))
                    .thatMayFail())
            .active(
                Check.succeeds(Command.of("sh", script.toString(), "status"), "it does not run"))
            .afterRemoval(Keeper.forget(hook.serviceName()))
            .note(
                "busybox init runs "
                    + (hook.app().isPresent() ? "a service's" : "the hook's")
                    + " script once: that starts "
                    + (hook.app().isPresent() ? "the runner" : "the supervisor")
                    + " again, and nothing does it for the script");
    if (!facts.exists(STOPS)) {
      plan.note("there is no " + STOPS + ": at shutdown busybox init gives all processes a second");
    }
    return plan.plan();
  }

  @Override
  public List<MappedField> shortfalls(BootHook hook, MachineFacts facts) {
    return facts.exists(STOPS)
        ? List.of()
        : MappedField.notAtShutdown("it has a second, as there is no " + STOPS);
  }
}

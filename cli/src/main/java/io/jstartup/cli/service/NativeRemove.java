package io.jstartup.cli.service;

import io.jstartup.cli.boot.HookFacts;
import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Results;
import io.jstartup.cli.session.Session;
import io.jstartup.cli.session.Version;
import io.jstartup.generator.BootHooks;
import io.jstartup.generator.Machine;
import io.jstartup.generator.receipt.Receipt;
import io.jstartup.generator.run.CommandRunner;
import io.jstartup.generator.run.SystemCommands;
import io.jstartup.model.Problem;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.service.ServiceTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** {@code native remove}: stops the services, takes their files away and starts the apps under the supervisor again. */
public final class NativeRemove {
  private final Session session;
  private final NativeOptions options;
  private final boolean force;
  private final CommandRunner runner = new SystemCommands();
  private final BootHooks hooks = new BootHooks(Machine.real(), runner, Version.text());

  public NativeRemove(Session session, NativeOptions options, boolean force) {
    this.session = session;
    this.options = options;
    this.force = force;
  }

  /** Gives the exit code. */
  public int run() {
    BootHook hook = HookFacts.of(session.caller(), options.hook(), runner).hook();
    AsRoot.require("remove", hook);
    String group = NativePlan.group(hook);
    String name = ServiceTarget.receipt(group);
    Optional<Receipt> receipt =
        hooks.installed().stream().filter(r -> r.serviceName().equals(name)).findFirst();
    if (receipt.isEmpty()) {
      return show(false, List.of());
    }
    ServiceTarget target = InitSystems.named(receipt.get().initSystem()).services();
    Set<String> started = target.started(group, Machine.real()::text);
    List<String> done = new ArrayList<>(hooks.remove(name, force).done());
    giveBack(hook, (app, n) -> started.contains(target.service(group, app, n)), done);
    return show(true, done);
  }

  /** The list has them as stopped; without a supervisor they stay so. */
  private void giveBack(BootHook hook, BiPredicate<String, Integer> started, List<String> done) {
    Optional<UnderSupervisor> found = UnderSupervisor.of(hook);
    if (found.isEmpty()) {
      session
          .console()
          .warn(
              new Problem(
                  "the apps are saved as stopped and don't run",
                  "no supervisor serves '" + hook.jstartupHome() + "'",
                  "as that user: jstartup resurrect, jstartup restart NAME ..., jstartup save"));
      return;
    }
    try (UnderSupervisor supervisor = found.get()) {
      List<String> ids = supervisor.ids(false, started);
      supervisor.start(ids);
      done.add("gave " + ids.size() + " back to the supervisor's list, and saved it");
    }
  }

  private int show(boolean changed, List<String> done) {
    if (options.json()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("changed", changed);
      fields.put("done", done);
      Results.object(session.console(), List.of(), fields);
      return ExitCode.OK;
    }
    done.forEach(session.console()::say);
    session
        .console()
        .say(changed ? "the apps are no services any more" : "no app is a service, nothing to do");
    return ExitCode.OK;
  }
}

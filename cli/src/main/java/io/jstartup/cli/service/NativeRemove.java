package io.jstartup.cli.service;

import io.jstartup.cli.boot.Hooks;
import io.jstartup.cli.boot.Lingering;
import io.jstartup.cli.service.Changeover.Given;
import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Results;
import io.jstartup.cli.session.Session;
import io.jstartup.generator.Machine;
import io.jstartup.generator.Outcome;
import io.jstartup.generator.receipt.Receipt;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.service.ServiceTarget;
import io.jstartup.supervisor.control.ProcessRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code native remove}: stops the services, takes their files away and starts the apps under the supervisor again. */
public final class NativeRemove {
  private final Session session;
  private final NativeOptions options;
  private final boolean force;
  private final boolean own;
  private final Hooks hooks;

  public NativeRemove(Session session, NativeOptions options, boolean force) {
    this.session = session;
    this.options = options;
    this.force = force;
    this.own = options.hook().own();
    this.hooks = new Hooks(session, options.hook());
  }

  /** Gives the exit code. */
  public int run() {
    BootHook hook = hooks.facts().hook();
    MayChange.require("remove", options.hook(), hook);
    Optional<Receipt> receipt = hooks.boot().appsOf(hook, NativePlan.group(hook));
    String name =
        receipt
            .map(Receipt::serviceName)
            .orElseGet(() -> ServiceTarget.receipt(NativePlan.group(hook)));
    try (UnderSupervisor supervisor = supervisor(hook)) {
      requireThisKind(supervisor, hook, receipt);
      List<String> done = new ArrayList<>();
      Optional<Command> lingerOff = hooks.lingerOff(name);
      Predicate<ProcessRow> started =
          receipt.isPresent()
              ? started(hook, receipt.get(), ServiceTarget.group(name))
              : row -> false;
      requireListed(supervisor, hook, receipt.isPresent());
      if (own && !force) {
        receipt.ifPresent(this::awaitManager);
      }
      if (receipt.isPresent()) {
        Outcome removal = hooks.removeAndLinger(name, force);
        done.addAll(removal.done());
        List<Problem> stillOn = StillOn.problems(removal, own);
        if (!stillOn.isEmpty()) {
          lingerOff.map(StillOn::lingering).ifPresent(stillOn::add);
          return notGivenBack(stillOn, done);
        }
        removal.warnings().forEach(this::warn);
      }
      boolean given;
      try {
        given = giveBack(supervisor, started, receipt.isPresent(), done);
      } finally { // no receipt names it any more
        lingerOff.ifPresent(command -> endLingering(command, done));
      }
      return show(receipt.isPresent() || given, done);
    }
  }

  /** Last of all: the supervisor may be one that ends with the user's manager. */
  private void endLingering(Command off, List<String> done) {
    hooks.runner().require(off);
    done.add("ran '" + off + "'");
    Lingering.ended(done).forEach(this::warn);
  }

  private void warn(String text) {
    session.console().warn(new Problem(text, ""));
  }

  /** Else its services could not be stopped, and their files would stay. */
  private void awaitManager(Receipt receipt) {
    new Lingering(hooks, InitSystems.ofPlan(receipt.initSystem())).awaitManager();
  }

  private void requireThisKind(
      UnderSupervisor supervisor, BootHook hook, Optional<Receipt> receipt) {
    if (receipt.isEmpty()) {
      Stream<String> marks =
          supervisor == null
              ? saved(hook).stream().map(SavedInstance::service)
              : supervisor.rows().stream().map(ProcessRow::service);
      ServiceKinds.of(marks).requireNotJustOthers(own, hook);
    }
  }

  private boolean isOurs(ProcessRow row) {
    return UnderSupervisor.isService(row, own);
  }

  /** Giving back saves the list; with nothing to give back it stays as it is. */
  private void requireListed(UnderSupervisor supervisor, BootHook hook, boolean installed) {
    if (supervisor != null && (installed || supervisor.rows().stream().anyMatch(this::isOurs))) {
      supervisor.requireListed(saved(hook));
    }
  }

  private List<SavedInstance> saved(BootHook hook) {
    try {
      return SavedApps.all(hook);
    } catch (ProblemsException e) {
      if (!force) {
        throw e;
      }
      return List.of();
    }
  }

  private int notGivenBack(List<Problem> problems, List<String> done) {
    if (options.json()) {
      Results.object(session.console(), problems, Map.of("changed", true, "done", done));
    } else {
      done.forEach(session.console()::say);
      problems.forEach(session.console()::problem);
    }
    return ExitCode.FAILED;
  }

  /** What the services start, as their files are gone afterwards. */
  private static Predicate<ProcessRow> started(BootHook hook, Receipt receipt, String group) {
    ServiceTarget target = InitSystems.ofPlan(receipt.initSystem()).services();
    Set<String> started = target.started(hook, group, Machine.real()::text);
    return row -> started.contains(target.service(group, row.name(), row.number()));
  }

  /** null: none runs, and that was to be no hindrance. */
  private UnderSupervisor supervisor(BootHook hook) {
    Optional<UnderSupervisor> found = UnderSupervisor.of(hook);
    if (found.isEmpty() && !force) {
      throw new ProblemsException(
          "no supervisor serves '" + hook.jstartupHome() + "'",
          "it is to run the apps from then on",
          "start it as that user with 'jstartup resurrect'; with --force they are left down");
    }
    return found.orElse(null);
  }

  /** Whether there was anything to give back. A remove that was cut short has left apps that no unit stands for. */
  private boolean giveBack(
      UnderSupervisor supervisor,
      Predicate<ProcessRow> started,
      boolean installed,
      List<String> done) {
    if (supervisor == null) {
      session
          .console()
          .warn(
              new Problem(
                  "the apps are listed as services and don't run",
                  "no supervisor was there to take them back",
                  "as that user 'jstartup resurrect', then '"
                      + StillOn.again(own)
                      + "' once more"));
      return false;
    }
    Given given =
        new Changeover(hooks.boot(), hooks.runner(), supervisor, own)
            .toSupervisor(started, installed);
    if (given.taken() > 0) {
      done.add(
          "gave " + given.taken() + " back to the supervisor, which started " + given.started());
    }
    return given.taken() > 0;
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

package io.jstartup.cli.boot;

import io.jstartup.cli.session.ProgressLine;
import io.jstartup.cli.session.Session;
import io.jstartup.cli.session.Version;
import io.jstartup.generator.BootHooks;
import io.jstartup.generator.HookState;
import io.jstartup.generator.Machine;
import io.jstartup.generator.Outcome;
import io.jstartup.generator.receipt.Receipt;
import io.jstartup.generator.run.CommandRunner;
import io.jstartup.generator.run.SystemCommands;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.InitSystem;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.detect.Detection;
import io.jstartup.platforms.detect.Detector;
import io.jstartup.platforms.systemd.UserManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** This machine, its init system and its hooks, for one command. */
public final class Hooks {
  private final Session session;
  private final HookOptions options;
  private final Machine machine = Machine.real();
  private final CommandRunner runner = new SystemCommands();
  private final HookFacts facts;
  private final BootHooks hooks;

  public Hooks(Session session, HookOptions options) {
    this.session = session;
    this.options = options;
    this.facts = HookFacts.of(session.caller(), options, runner);
    this.hooks = options.own() ? own() : system();
  }

  /** Those that need root. */
  BootHooks system() {
    return new BootHooks(machine, runner, Version.text());
  }

  /** The caller's own. */
  BootHooks own() {
    Path receipts = new HomeLayout(facts.hook().jstartupHome()).receipts();
    return new BootHooks(machine, runner, Version.text(), Optional.of(receipts));
  }

  /** The hook of the caller's own that is installed, be it out of date. */
  Optional<HookState> ownState(InitSystem init) {
    return Files.isDirectory(new HomeLayout(facts.hook().jstartupHome()).receipts())
        ? init.ofUser()
            .map(own -> own().state(own, facts.hook()))
            .filter(state -> state.kind() != HookState.Kind.NOT_INSTALLED)
        : Optional.empty();
  }

  /** What is to be installed: without a name that was asked for it keeps the one that it has. Needs the rights to install. */
  BootHook wanted() {
    return options.serviceName().isPresent() ? facts.hook() : hooks.underItsName(facts.hook());
  }

  public BootHooks boot() {
    return hooks;
  }

  /** As {@link BootHooks#remove}; the user goes on lingering as long as anything else of theirs needs it. */
  Outcome remove(String service, boolean force) {
    return !options.own() || endsLingering(service)
        ? hooks.remove(service, force)
        : removeAndLinger(service, force);
  }

  /** The same, but the user goes on lingering. */
  public Outcome removeAndLinger(String service, boolean force) {
    Command off = lingerOff();
    Command reload = UserManager.of(facts.hook()).reload();
    try (ProgressLine progress = new ProgressLine(session.console(), "stopping the services")) {
      return hooks.remove(
          service, force, command -> command.equals(off) ? reload : command, progress::step);
    }
  }

  /** What ends the lingering that needs to last no longer once this is removed; empty: it was on before, or something needs it. */
  public Optional<Command> lingerOff(String service) {
    return options.own() && endsLingering(service) ? Optional.of(lingerOff()) : Optional.empty();
  }

  private boolean endsLingering(String service) {
    Command off = lingerOff();
    List<Receipt> receipts = hooks.installed();
    if (receipts.stream().noneMatch(receipt -> receipt.afterRemoval().contains(off))
        || !receipts.stream().allMatch(receipt -> receipt.serviceName().equals(service))) {
      return false;
    }
    List<String> others = WantedUnits.besides(receipts, facts.hook().userHome());
    others.stream().findFirst().ifPresent(unit -> session.console().warn(lingersFor(unit, off)));
    return others.isEmpty();
  }

  private static Problem lingersFor(String unit, Command off) {
    return new Problem(
        "you linger on, although jstartup had you begin it",
        "'" + unit + "' of another home needs it",
        "when that is gone: " + off);
  }

  private Command lingerOff() {
    return new Linger(runner, facts.hook().account()).off();
  }

  public CommandRunner runner() {
    return runner;
  }

  public HookFacts facts() {
    return facts;
  }

  Detection detect() {
    return new Detector(InitSystems.all()).detect(machine.facts(session.caller().env()));
  }

  /** The init system that was named, else the one that runs here; what it has for a user's own services when that is asked for. */
  public InitSystem initSystem() {
    InitSystem init = systemsInit();
    return options.own() ? own(init) : init;
  }

  private static InitSystem own(InitSystem init) {
    return init.ofUser()
        .orElseThrow(
            () ->
                new ProblemsException(
                    "cannot do that without root",
                    init.displayName() + " runs no services of a user's own",
                    "leave --user out"));
  }

  InitSystem systemsInit() {
    Detection seen = detect();
    if (options.platform().isEmpty()) {
      return seen.initSystem()
          .orElseThrow(() -> new ProblemsException(seen.problem().orElseThrow()));
    }
    InitSystem named = InitSystems.named(options.platform().get());
    seen.initSystem()
        .filter(found -> !found.id().equals(named.id()))
        .ifPresent(found -> session.console().warn(other(named, found)));
    return named;
  }

  private static Problem other(InitSystem named, InitSystem found) {
    return new Problem(
        "this is for " + named.displayName() + " as asked",
        "what runs here looks like " + found.displayName(),
        "see jstartup startup --explain");
  }
}

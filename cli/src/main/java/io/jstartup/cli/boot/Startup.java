package io.jstartup.cli.boot;

import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Results;
import io.jstartup.cli.session.Session;
import io.jstartup.generator.HookState;
import io.jstartup.generator.Outcome;
import io.jstartup.generator.Preview;
import io.jstartup.generator.RenderedHook;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.InitSystem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** {@code startup}: as root it installs the boot hook, as anybody else it prints the one command that does. */
public final class Startup {
  static final String AT_BOOT = "at boot";

  private final Session session;
  private final HookOptions options;
  private final boolean json;
  private final Hooks hooks;

  public Startup(Session session, HookOptions options, boolean json) {
    this.session = session;
    this.options = options;
    this.json = json;
    this.hooks = new Hooks(session, options);
  }

  /** Gives the exit code: {@link ExitCode#FAILED} too when something is left to do for root. */
  public int run() {
    InitSystem init = hooks.initSystem();
    HookFacts facts = hooks.facts();
    if (options.own()) {
      return installOwn(init, facts);
    }
    if (HookFacts.callerIsRoot()) {
      facts.warning().ifPresent(this::warn);
      requireNoOwnHook(init, facts.hook());
      return install(hooks.boot().render(init, hooks.wanted()), AT_BOOT);
    }
    Optional<HookState> own = hooks.ownState(init);
    if (own.isPresent()) {
      return answer(own.get().serviceName().orElseThrow(), ownAnswer(init, own.get()));
    }
    HookState state = hooks.boot().state(init, facts.hook());
    if (state.kind() != HookState.Kind.CURRENT) {
      return advise(init, facts.hook(), state);
    }
    String service = state.serviceName().orElseThrow();
    return answer(service, new OwnAnswer(OwnAnswer.current(service, AT_BOOT), Optional.empty()));
  }

  /** Shows what {@link #run} would do as root; changes nothing. {@link ExitCode#FAILED} when it would refuse to. */
  public int preview() {
    InitSystem init = hooks.initSystem();
    HookFacts facts = hooks.facts();
    facts.warning().ifPresent(this::warn);
    boolean readsReceipts = options.own() ? options.user().isEmpty() : HookFacts.callerIsRoot();
    BootHook wanted = readsReceipts ? hooks.wanted() : facts.hook();
    RenderedHook hook = hooks.boot().render(init, wanted);
    hooks.boot().warnings(hook).forEach(this::warn);
    OwnStartup own = new OwnStartup(hooks, init);
    List<Problem> problems = new ArrayList<>(options.own() ? own.problems() : List.of());
    boolean owner = options.own() ? problems.isEmpty() : HookFacts.callerIsRoot();
    problems.addAll(owner ? hooks.boot().problems(hook) : hooks.boot().problemsBesidesFiles(hook));
    Preview preview = options.own() ? own.preview(hook) : hooks.boot().preview(hook);
    PreviewText.show(session.console(), preview, problems, json);
    return problems.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  /** Shows which init system runs here, and why we think so. */
  public int explain() {
    return Explanation.show(session.console(), hooks.detect(), json);
  }

  private int answer(String service, OwnAnswer answer) {
    Optional<String> command = answer.command();
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("changed", false);
      fields.put("service", service);
      command.ifPresent(it -> fields.put("command", it));
      List<Problem> problems =
          command.stream().map(it -> new Problem(answer.text(), "", "run: " + it)).toList();
      Results.object(session.console(), problems, fields);
    } else {
      session.console().say(answer.text());
      command.ifPresent(it -> session.console().result(it + "\n"));
    }
    return command.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private int advise(InitSystem init, BootHook hook, HookState state) {
    List<Problem> taken = hooks.boot().problemsOfName(hooks.boot().render(init, hook));
    if (!taken.isEmpty()) {
      throw new ProblemsException(taken);
    }
    String command = PrintedCommand.line("startup", init, hook, options, session.caller());
    if (json) {
      Problem problem =
          new Problem("the boot hook is not installed", "that takes root", "run: " + command);
      Results.object(
          session.console(), List.of(problem), Map.of("changed", false, "command", command));
      return ExitCode.FAILED;
    }
    session
        .console()
        .say(
            switch (state.kind()) {
              case DIFFERS ->
                  "The installed boot hook differs from what it would be now. To update it, run:";
              case SHORT_OF_TIME ->
                  "The installed boot hook gives the saved apps too little time to stop. To update it, run:";
              default -> "To have the saved apps back at boot, run:";
            });
    session.console().result(command + "\n");
    return ExitCode.FAILED;
  }

  /** By the files alone: root trusts no receipts that lie in a user's home. */
  private void requireNoOwnHook(InitSystem init, BootHook hook) {
    hooks
        .ownState(init)
        .flatMap(HookState::serviceName)
        .ifPresent(
            name -> {
              throw OwnStartup.inTheWay(hook, name);
            });
  }

  private OwnAnswer ownAnswer(InitSystem init, HookState state) {
    Optional<Linger> linger = new Lingering(hooks, init.ofUser().orElseThrow()).linger();
    boolean atBoot = linger.filter(Linger::isOn).isPresent();
    Optional<String> forRoot = atBoot ? Optional.empty() : linger.map(Linger::commandForRoot);
    String update = OwnStartup.command(options);
    return OwnAnswer.of(state, atBoot ? AT_BOOT : OwnStartup.AT_LOGIN, update, forRoot);
  }

  private int installOwn(InitSystem init, HookFacts facts) {
    facts.warning().ifPresent(this::warn);
    AtomicReference<Installed> installed = new AtomicReference<>();
    Optional<String> forRoot =
        new OwnStartup(hooks, init).run((hook, when) -> installed.set(installed(hook, when)));
    show(installed.get(), forRoot);
    return forRoot.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private int install(RenderedHook hook, String when) {
    show(installed(hook, when), Optional.empty());
    return ExitCode.OK;
  }

  private record Installed(
      Outcome outcome, boolean started, List<String> done, List<String> warnings, String when) {}

  private Installed installed(RenderedHook hook, String when) {
    Outcome outcome = hooks.boot().install(hook);
    List<String> done = new ArrayList<>(outcome.done());
    List<String> warnings = new ArrayList<>(outcome.warnings());
    boolean started = start(hook, done, warnings);
    warnings.forEach(this::warn);
    return new Installed(outcome, started, done, warnings, when);
  }

  /** @param forRoot the command that is left to root; it is shown though all else is asked to be silent */
  private void show(Installed installed, Optional<String> forRoot) {
    Outcome outcome = installed.outcome();
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("changed", outcome.changed() || installed.started());
      fields.put("service", outcome.serviceName());
      fields.put("done", installed.done());
      fields.put("warnings", installed.warnings());
      forRoot.ifPresent(command -> fields.put("command", command));
      Results.object(session.console(), left(forRoot), fields);
    } else {
      installed.done().forEach(session.console()::say);
      session
          .console()
          .say(
              outcome.changed()
                  ? "the boot hook "
                      + outcome.serviceName()
                      + " is installed: saved apps come back "
                      + installed.when()
                  : "the boot hook " + outcome.serviceName() + " is installed and current");
      forRoot.ifPresent(
          command -> {
            session.console().say(OwnStartup.FOR_ROOT);
            session.console().result(command + "\n");
          });
    }
  }

  private static List<Problem> left(Optional<String> forRoot) {
    return forRoot.stream()
        .map(
            command ->
                new Problem(
                    "the apps come back " + OwnStartup.AT_LOGIN + " only",
                    "it takes root to change that",
                    "run: " + command))
        .toList();
  }

  /** Starts the service, which takes over from whoever serves the home. */
  private boolean start(RenderedHook hook, List<String> done, List<String> warnings) {
    TakeOver takeOver = new TakeOver(hooks.boot(), hooks.runner(), hook);
    boolean answers = takeOver.needed();
    if (hooks.boot().runs(hook)) {
      if (answers || Started.waits(hook) || new Started(hooks.boot(), hook).comesUp()) {
        return false;
      }
      hooks.boot().stop(hook); // it has ended, and its init system does not know
    }
    if (answers) {
      return takeOver.run(done, warnings);
    }
    hooks.boot().start(hook);
    new Started(hooks.boot(), hook).await();
    done.add("started " + hook.plan().serviceName());
    return true;
  }

  private void warn(String text) {
    session.console().warn(new Problem(text, ""));
  }
}

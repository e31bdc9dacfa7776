package io.jstartup.cli.boot;

import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Results;
import io.jstartup.cli.session.Session;
import io.jstartup.generator.HookState;
import io.jstartup.generator.Outcome;
import io.jstartup.generator.Preview;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.model.hook.ServiceName;
import io.jstartup.platforms.InitSystem;
import io.jstartup.platforms.InitSystems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** {@code unstartup}: as root it removes the boot hook, as anybody else it prints the one command that does. */
public final class Unstartup {
  private final Session session;
  private final HookOptions options;
  private final boolean json;
  private final Hooks hooks;

  public Unstartup(Session session, HookOptions options, boolean json) {
    this.session = session;
    this.options = options;
    this.json = json;
    this.hooks = hooks(session, options);
  }

  private static Hooks hooks(Session session, HookOptions options) {
    try {
      return new Hooks(session, options);
    } catch (ProblemsException e) {
      throw GoneUser.of(options).map(GoneUser::hooksLeft).orElse(e);
    }
  }

  /** Gives the exit code. The supervisor and its apps go on running. */
  public int run() {
    return answer(this::remove);
  }

  /** Shows what {@link #run} would remove; changes nothing. */
  public int preview() {
    return answer(this::preview);
  }

  /** @param permitted what is done for those who may read the receipts and remove what they name */
  private int answer(ToIntFunction<BootHook> permitted) {
    options.platform().ifPresent(InitSystems::named);
    BootHook hook = hooks.facts().hook();
    if (options.own()) {
      OwnStartup.requireOwnUser("unstartup", hook);
      return permitted.applyAsInt(hook);
    }
    return HookFacts.callerIsRoot() ? permitted.applyAsInt(hook) : advise(hook);
  }

  private int preview(BootHook hook) {
    List<Preview> removals =
        services(hook).stream()
            .filter(service -> hooks.boot().installed(service).isPresent())
            .map(hooks.boot()::previewRemoval)
            .toList();
    List<String> warnings = options.own() ? List.of() : usersOwnLeft(hook);
    warnings.forEach(text -> session.console().warn(new Problem(text, "")));
    PreviewText.showRemovals(session.console(), removals, warnings, json);
    return ExitCode.OK;
  }

  private int advise(BootHook hook) {
    InitSystem init = hooks.initSystem();
    if (hooks.boot().state(init, hook).kind() == HookState.Kind.NOT_INSTALLED) {
      return show(false, List.of(), ownLeft(hook));
    }
    String command = PrintedCommand.line("unstartup", init, hook, options, session.caller());
    if (json) {
      Problem problem =
          new Problem("the boot hook is not removed", "that takes root", "run: " + command);
      Results.object(
          session.console(), List.of(problem), Map.of("changed", false, "command", command));
    } else {
      session.console().say("To remove the boot hook, run:");
      session.console().result(command + "\n");
    }
    return ExitCode.FAILED;
  }

  private List<String> ownLeft(BootHook hook) {
    return hooks.own().servicesFor(hook, this::warn).stream()
        .map(
            name ->
                "there is a hook of your own, " + name + ": jstartup unstartup --user removes it")
        .toList();
  }

  /** By the files alone: root trusts no receipts that lie in a user's home. */
  private List<String> usersOwnLeft(BootHook hook) {
    return hooks
        .detect()
        .initSystem()
        .flatMap(InitSystem::ofUser)
        .map(own -> hooks.own().state(own, hook))
        .flatMap(HookState::serviceName)
        .map(name -> ownLeftOf(hook.account().name(), name))
        .stream()
        .toList();
  }

  static String ownLeftOf(String user, String service) {
    return "user '"
        + user
        + "' has a hook of their own, "
        + service
        + ", which brings the apps back all the same: 'jstartup unstartup --user' as that user removes it";
  }

  private int remove(BootHook hook) {
    boolean changed = false;
    List<String> done = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (String service : services(hook)) {
      Outcome outcome = hooks.remove(service, options.force());
      changed |= outcome.changed();
      done.addAll(outcome.done());
      warnings.addAll(outcome.warnings());
    }
    if (!options.own()) {
      warnings.addAll(usersOwnLeft(hook));
    }
    warnings.addAll(Lingering.ended(done));
    return show(changed, done, warnings);
  }

  /** The named one, else all that were installed for this home. */
  private List<String> services(BootHook hook) {
    return options
        .serviceName()
        .map(ServiceName::parse)
        .map(name -> List.of(owned(name, hook)))
        .orElseGet(() -> hooks.boot().servicesFor(hook, this::warn));
  }

  /** Who names a user, or a home, means no hook of another one. */
  private String owned(String service, BootHook hook) {
    if (!options.own() && (options.user().isPresent() || options.userHome().isPresent())) {
      hooks.boot().requireOf(service, hook, options.userHome().isPresent());
    }
    return service;
  }

  private void warn(String text) {
    session.console().warn(new Problem(text, ""));
  }

  private int show(boolean changed, List<String> done, List<String> warnings) {
    warnings.forEach(this::warn);
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("changed", changed);
      fields.put("done", done);
      fields.put("warnings", warnings);
      Results.object(session.console(), List.of(), fields);
      return ExitCode.OK;
    }
    done.forEach(session.console()::say);
    session
        .console()
        .say(
            changed
                ? "the boot hook is removed; what runs goes on running (jstartup kill ends it)"
                : PreviewText.NOTHING_TO_REMOVE);
    return ExitCode.OK;
  }
}

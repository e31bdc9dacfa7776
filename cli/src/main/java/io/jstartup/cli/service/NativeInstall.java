package io.jstartup.cli.service;

import io.jstartup.cli.boot.Hooks;
import io.jstartup.cli.boot.Lingering;
import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.ProgressLine;
import io.jstartup.cli.session.Results;
import io.jstartup.cli.session.Session;
import io.jstartup.generator.RenderedHook;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.ServiceMark;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.service.ServicePlan;
import io.jstartup.platforms.service.ServiceTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * {@code native install}. The order keeps every app from running twice, wherever it is cut short: the units are in place and checked,
 * the supervisor stops the apps and saves them as services behind a gate, the units are enabled, the gate opens, and only then are they
 * started. At a boot before the gate is open the supervisor starts the apps, at one after that the units do. What fails after the stop gives
 * the apps back.
 */
public final class NativeInstall {
  private final Session session;
  private final NativeOptions options;
  private final boolean own;
  private final Hooks hooks;
  private final List<String> done = new ArrayList<>();

  public NativeInstall(Session session, NativeOptions options) {
    this.session = session;
    this.options = options;
    this.own = options.hook().own();
    this.hooks = new Hooks(session, options.hook());
  }

  /** Gives the exit code. */
  public int run() {
    BootHook hook = hooks.facts().hook();
    MayChange.require("install", options.hook(), hook);
    List<SavedInstance> saved = SavedApps.saved(hook);
    requireNone(hook, saved);
    if (!own) {
      return install(hook, saved, UnaryOperator.identity());
    }
    // First of all, as the plan depends on what the manager says of itself.
    return new Lingering(hooks, hooks.initSystem())
        .require(remembering -> install(hook, saved, remembering));
  }

  private int install(
      BootHook hook, List<SavedInstance> saved, UnaryOperator<RenderedHook> remembering) {
    ServicePlan plan = new NativePlan(hooks, options).of(hook, saved);
    ServiceReport.warn(session.console(), plan);
    install(remembering.apply(NativeFiles.of(hook, plan)), plan, saved);
    show(plan);
    return ExitCode.OK;
  }

  private void install(RenderedHook files, ServicePlan plan, List<SavedInstance> saved) {
    BootHook hook = files.hook();
    try (UnderSupervisor supervisor = supervisor(hook)) {
      supervisor.requireSaved(saved);
      done.addAll(hooks.boot().install(files).done());
      handOver(supervisor, hook, plan, saved);
    }
  }

  private UnderSupervisor supervisor(BootHook hook) {
    return UnderSupervisor.of(hook)
        .orElseThrow(
            () ->
                new ProblemsException(
                    "no supervisor serves '" + hook.jstartupHome() + "'",
                    "it has to save the apps as services, or they would run twice after a boot",
                    "start it as that user with: jstartup resurrect"));
  }

  private void requireNone(BootHook hook, List<SavedInstance> saved) {
    ServiceKinds kinds = ServiceKinds.of(saved.stream().map(SavedInstance::service));
    boolean installed = hooks.boot().appsOf(hook, NativePlan.group(hook)).isPresent();
    (installed ? kinds.and(own) : kinds).requireNone(hook);
  }

  private void handOver(
      UnderSupervisor supervisor, BootHook hook, ServicePlan plan, List<SavedInstance> saved) {
    List<String> running = new ArrayList<>();
    try {
      supervisor.requireSaved(saved); // the checks took their time
      HandedOver what = HandedOver.of(plan.services(), supervisor.rows(), name -> mark(hook, name));
      running.addAll(what.running());
      new Changeover(hooks.boot(), hooks.runner(), supervisor, own)
          .toServices(plan, what.services());
      // Not before, as an app may take long to get ready.
      plan.start().forEach(hooks.runner()::require);
      try (ProgressLine progress = new ProgressLine(session.console(), "starting the services")) {
        new FirstStarts(hook, progress::step).await(plan.began());
      }
      done.add("started and enabled " + plan.group());
    } catch (ProblemsException e) {
      throw givenBack(supervisor, hook, running, e);
    }
  }

  private String mark(BootHook hook, String service) {
    return own ? ServiceMark.ofUser(hook.account().uid(), service).text() : service;
  }

  private ProblemsException givenBack(
      UnderSupervisor supervisor, BootHook hook, List<String> running, ProblemsException failure) {
    List<Problem> problems = new ArrayList<>(failure.problems());
    if (removed(hook, problems)) {
      attempt(() -> startAgain(supervisor, running), problems);
    }
    ProblemsException all = new ProblemsException(problems);
    all.initCause(failure);
    return all;
  }

  private boolean removed(BootHook hook, List<Problem> problems) {
    try {
      List<Problem> stillOn =
          StillOn.problems(
              hooks.removeAndLinger(ServiceTarget.receipt(NativePlan.group(hook)), true), own);
      problems.addAll(stillOn);
      return stillOn.isEmpty();
    } catch (ProblemsException e) {
      problems.addAll(e.problems());
      problems.add(StillOn.notGivenBack(own));
      return false;
    }
  }

  /** Saves nothing when nothing was handed over: the list may hold changes that nobody has saved. */
  private void startAgain(UnderSupervisor supervisor, List<String> running) {
    new Changeover(hooks.boot(), hooks.runner(), supervisor, own)
        .toSupervisor(row -> running.contains(String.valueOf(row.id())), false);
  }

  private static void attempt(Runnable step, List<Problem> problems) {
    try {
      step.run();
    } catch (ProblemsException e) {
      problems.addAll(e.problems());
    }
  }

  private void show(ServicePlan plan) {
    if (options.json()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("changed", true);
      fields.put("group", plan.group());
      fields.put("done", done);
      fields.put("services", ServiceReport.json(plan));
      fields.put("notes", List.copyOf(plan.hook().notes()));
      Results.object(session.console(), List.of(), fields);
      return;
    }
    if (options.report()) {
      session.console().result(ServiceReport.text(plan));
    }
    done.forEach(session.console()::say);
    session
        .console()
        .say(
            "these apps are services of "
                + plan.hook().initSystem()
                + " now, in '"
                + plan.group()
                + "'");
  }
}

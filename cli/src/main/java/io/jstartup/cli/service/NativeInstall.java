package io.jstartup.cli.service;

import io.jstartup.cli.boot.HookFacts;
import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Results;
import io.jstartup.cli.session.Session;
import io.jstartup.cli.session.Version;
import io.jstartup.generator.BootHooks;
import io.jstartup.generator.Machine;
import io.jstartup.generator.run.CommandRunner;
import io.jstartup.generator.run.SystemCommands;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.service.AppService;
import io.jstartup.platforms.service.ServicePlan;
import io.jstartup.platforms.service.ServiceTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code native install}. The order keeps every app from running twice, wherever it is cut short: the units are in place and checked,
 * the supervisor stops the apps and saves them as stopped, and only then do the units start and get enabled. What fails after the stop
 * gives the apps back.
 */
public final class NativeInstall {
  private final Session session;
  private final NativeOptions options;
  private final CommandRunner runner = new SystemCommands();
  private final BootHooks hooks = new BootHooks(Machine.real(), runner, Version.text());
  private final List<String> done = new ArrayList<>();

  public NativeInstall(Session session, NativeOptions options) {
    this.session = session;
    this.options = options;
  }

  /** Gives the exit code. */
  public int run() {
    BootHook hook = HookFacts.of(session.caller(), options.hook(), runner).hook();
    AsRoot.require("install", hook);
    ServicePlan plan = new NativePlan(session, options, runner).of(hook);
    requireNone(hook);
    try (UnderSupervisor supervisor = supervisor(hook)) {
      supervisor.requireSaved(SavedApps.saved(hook));
      done.addAll(hooks.install(NativeFiles.of(hook, plan)).done());
      handOver(supervisor, hook, plan);
    }
    return show(plan);
  }

  private UnderSupervisor supervisor(BootHook hook) {
    return UnderSupervisor.of(hook)
        .orElseThrow(
            () ->
                new ProblemsException(
                    "no supervisor serves '" + hook.jstartupHome() + "'",
                    "it has to save the apps as stopped, or they would run twice after a boot",
                    "start it as that user with: jstartup resurrect"));
  }

  private void requireNone(BootHook hook) {
    String receipt = ServiceTarget.receipt(NativePlan.group(hook));
    if (hooks.installed().stream().anyMatch(r -> r.serviceName().equals(receipt))) {
      throw new ProblemsException(
          "apps of '" + hook.jstartupHome() + "' are services already",
          "their units are made all at once",
          "take them away with 'jstartup native remove', then install again");
    }
  }

  private void handOver(UnderSupervisor supervisor, BootHook hook, ServicePlan plan) {
    List<String> running = supervisor.ids(true, (app, number) -> isIn(plan, app, number));
    try {
      supervisor.handOver((app, number) -> service(plan, app, number));
      plan.takeOver().forEach(runner::require);
      done.add("started and enabled " + plan.group());
    } catch (ProblemsException e) {
      throw givenBack(supervisor, hook, running, e);
    }
  }

  private static boolean isIn(ServicePlan plan, String app, int number) {
    return plan.services().stream()
        .filter(AppService::starts)
        .anyMatch(service -> service.app().equals(app) && service.number() == number);
  }

  /** Other init systems than systemd have no service of one that is down. */
  private static Optional<String> service(ServicePlan plan, String app, int number) {
    return plan.services().stream()
        .filter(service -> service.starts() || service.service().endsWith(".service"))
        .filter(service -> service.app().equals(app) && service.number() == number)
        .map(AppService::service)
        .findFirst();
  }

  private ProblemsException givenBack(
      UnderSupervisor supervisor, BootHook hook, List<String> running, ProblemsException failure) {
    List<Problem> problems = new ArrayList<>(failure.problems());
    try {
      hooks.remove(ServiceTarget.receipt(NativePlan.group(hook)), true);
      supervisor.takeBack();
      supervisor.start(running);
    } catch (ProblemsException e) {
      problems.addAll(e.problems());
    }
    ProblemsException all = new ProblemsException(problems);
    all.initCause(failure);
    return all;
  }

  private int show(ServicePlan plan) {
    if (options.json()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("changed", true);
      fields.put("group", plan.group());
      fields.put("done", done);
      fields.put("services", ServiceReport.json(plan));
      Results.object(session.console(), List.of(), fields);
      return ExitCode.OK;
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
    return ExitCode.OK;
  }
}

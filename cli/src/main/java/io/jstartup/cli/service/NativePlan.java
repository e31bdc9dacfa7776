package io.jstartup.cli.service;

import io.jstartup.cli.boot.Hooks;
import io.jstartup.dump.AppEntry;
import io.jstartup.dump.json.Json;
import io.jstartup.generator.Machine;
import io.jstartup.generator.service.RootOnly;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.hook.BootHook;
import io.jstartup.model.hook.ServiceName;
import io.jstartup.platforms.InitSystem;
import io.jstartup.platforms.service.ServicePlan;
import io.jstartup.platforms.service.ServiceWish;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the plan that was asked for, for the init system that was named or, without a name, the one that runs here. */
final class NativePlan {
  private final Hooks hooks;
  private final NativeOptions options;

  NativePlan(Hooks hooks, NativeOptions options) {
    this.hooks = hooks;
    this.options = options;
  }

  /**
   * The plan, with nothing written.
   *
   * @throws ProblemsException with all that can't be carried, and with {@code --strict} all that would be lost
   */
  ServicePlan saved() {
    BootHook hook = hooks.facts().hook();
    return of(hook, SavedApps.saved(hook));
  }

  /**
   * The same of this saved list.
   *
   * @throws ProblemsException likewise
   */
  ServicePlan of(BootHook hook, List<SavedInstance> saved) {
    List<SavedInstance> instances = SavedApps.named(saved, options.names());
    boolean own = options.hook().own();
    if (own && hook.waitIp()) {
      throw new ProblemsException(
          "cannot wait for the network with --user",
          "a user's manager knows nothing of the system's services",
          "leave --wait-ip out, or install services of the system's: sudo jstartup native install");
    }
    UsersManager manager = new UsersManager(hooks.runner(), hook);
    OwnRights rights = own ? OwnRights.ofUser(manager.limits()) : OwnRights.ofSystem();
    rights.require(hook.account(), instances);
    InitSystem init = hooks.initSystem();
    ServiceWish wish =
        new ServiceWish(
            hook,
            group(hook),
            instances,
            file -> own || RootOnly.mayAppend(file, hook.account().uid()),
            NativePlan::entry,
            own ? manager.variables() : Set.of());
    int version = options.version().orElseGet(() -> found(init));
    ServicePlan plan = init.services().plan(wish, Machine.real().facts(Map.of()), version);
    List<Problem> losses = ServiceReport.losses(plan);
    if (options.strict() && !losses.isEmpty()) {
      throw new ProblemsException(losses);
    }
    return plan;
  }

  /** Not the name of the hook, which may be one that somebody chose. */
  static String group(BootHook hook) {
    return ServiceName.of(hook.account(), hook.jstartupHome());
  }

  private static String entry(SavedInstance saved) {
    return Json.compactText(AppEntry.entry(saved));
  }

  private int found(InitSystem init) {
    if (init.versionQuery().isEmpty()) {
      return 0;
    }
    try {
      return init.version(hooks.runner().run(init.versionQuery().get()));
    } catch (ProblemsException e) {
      throw new ProblemsException(
          new Problem(
              "cannot tell the version of " + init.displayName(),
              e.problems().get(0).message(),
              "name one with --init-version"),
          e);
    }
  }
}

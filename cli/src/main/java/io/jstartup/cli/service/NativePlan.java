package io.jstartup.cli.service;

import io.jstartup.generator.run.CommandRunner;
import io.jstartup.generator.service.RootOnly;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.model.hook.ServiceName;
import io.jstartup.platforms.service.ServicePlan;
import io.jstartup.platforms.service.ServiceWish;
import io.jstartup.platforms.systemd.Systemd;
import io.jstartup.platforms.systemd.apps.AppUnits;
import java.util.List;

/** Makes the plan that was asked for. */
final class NativePlan {
  private NativePlan() {}

  /**
   * The plan, with nothing written.
   *
   * @throws ProblemsException with all that can't be carried, and with {@code --strict} all that would be lost
   */
  static ServicePlan of(BootHook hook, NativeOptions options, CommandRunner runner) {
    ServiceWish wish =
        new ServiceWish(
            hook.account(), group(hook), SavedApps.of(hook, options.names()), RootOnly::decides);
    int version = options.systemdVersion().orElseGet(() -> found(runner));
    ServicePlan plan = AppUnits.plan(wish, version);
    List<Problem> losses = ServiceReport.losses(plan);
    if (options.strict() && !losses.isEmpty()) {
      throw new ProblemsException(losses);
    }
    return plan;
  }

  /** Not the name of the hook, which may be one that somebody chose. */
  static String group(BootHook hook) {
    return ServiceName.of(hook.account(), hook.userHome(), hook.jstartupHome());
  }

  private static int found(CommandRunner runner) {
    Systemd systemd = new Systemd();
    try {
      return systemd.version(runner.run(systemd.versionQuery().orElseThrow()));
    } catch (ProblemsException e) {
      throw new ProblemsException(
          new Problem(
              "cannot tell the version of systemd",
              e.problems().get(0).message(),
              "name one with --systemd-version"),
          e);
    }
  }
}

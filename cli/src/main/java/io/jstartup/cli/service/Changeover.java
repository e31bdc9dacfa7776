package io.jstartup.cli.service;

import io.jstartup.generator.BootHooks;
import io.jstartup.generator.run.CommandRunner;
import io.jstartup.platforms.service.ServicePlan;
import io.jstartup.supervisor.control.ProcessRow;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Apps change hands. The saved list names the gate of the services that it has: there is no moment at which a power cut has nobody start
 * them at the next boot, or both sides. Without the gate the supervisor does, whatever the list says besides; with it the services do, and
 * they are all in place.
 */
record Changeover(BootHooks boot, CommandRunner runner, UnderSupervisor supervisor, boolean own) {

  /** Hands running apps over to these services, whose files are in place and which are not started yet. */
  void toServices(ServicePlan plan, Map<Integer, String> services) {
    boot.close(
        plan.hook()); // one that was left behind would keep the supervisor from them too early
    supervisor.handOver(services, plan.hook().gate().orElseThrow());
    plan.takeOver().forEach(runner::require);
    runner.settle(plan.foldersOfNames()); // what is behind the gate is on the disk before it
    boot.open(plan.hook());
  }

  /**
   * What was given back.
   *
   * @param taken how many apps
   * @param started how many of them were started
   */
  record Given(int taken, int started) {}

  /**
   * Gives the apps back whose services are gone, with their gate. Only when all run does the saved list lose its marks.
   *
   * @param ran which the services have run, as far as that is known
   * @param removed whether there were services until now
   */
  Given toSupervisor(Predicate<ProcessRow> ran, boolean removed) {
    Predicate<ProcessRow> toRun = ran.or(supervisor.toRun(own));
    int taken = supervisor.takeBack(own);
    List<String> ids = supervisor.stopped(toRun);
    if (removed || taken > 0) {
      supervisor.start(ids);
    }
    return new Given(taken, ids.size());
  }
}

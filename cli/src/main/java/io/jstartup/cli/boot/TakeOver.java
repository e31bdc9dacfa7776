package io.jstartup.cli.boot;

import io.jstartup.cli.daemon.MoveIn;
import io.jstartup.cli.daemon.ServedHome;
import io.jstartup.generator.BootHooks;
import io.jstartup.generator.RenderedHook;
import io.jstartup.generator.run.CommandRunner;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.Command;
import io.jstartup.supervisor.client.Frozen;
import io.jstartup.supervisor.client.SupervisorClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Brings apps that run under a supervisor which somebody started by hand into the boot hook's service, without restarting them. That
 * supervisor freezes, the service's adopts its apps, root moves them into the service's cgroups, and only then does the old one end;
 * when the service does not come up, the old one goes on.
 */
final class TakeOver {
  private static final String SYSTEMD = "systemd";
  private static final String SYSTEMD_USER = "systemd-user";

  private final BootHooks boot;
  private final CommandRunner runner;
  private final RenderedHook hook;
  private final HomeLayout home;

  TakeOver(BootHooks boot, CommandRunner runner, RenderedHook hook) {
    this.boot = boot;
    this.runner = runner;
    this.hook = hook;
    this.home = new HomeLayout(hook.hook().jstartupHome());
  }

  /** Whether a supervisor serves the home. */
  boolean needed() {
    try (SupervisorClient client = connect().orElse(null)) {
      return client != null;
    }
  }

  /**
   * Does it.
   *
   * @param done is told what was done
   * @param warnings is told what remains to be done, and why
   * @return whether the service runs now
   * @throws ProblemsException when the service could not be started; then all is as it was
   */
  boolean run(List<String> done, List<String> warnings) {
    try (SupervisorClient old = connect().orElseThrow()) {
      int pid = old.ping().pid();
      Optional<Frozen> frozen = givesWay(old, warnings);
      if (frozen.isEmpty()) {
        return false;
      }
      start(frozen.get());
      done.add("started " + hook.plan().serviceName());
      moveIn(warnings);
      frozen.get().leave();
      done.add("its supervisor has taken over the running apps from process " + pid);
      return true;
    }
  }

  private Optional<Frozen> givesWay(SupervisorClient old, List<String> warnings) {
    try {
      return Optional.of(old.giveWay());
    } catch (ProblemsException e) {
      warnings.add(remains(e.problems().get(0)));
      return Optional.empty();
    }
  }

  private String remains(Problem problem) {
    BootHook facts = hook.hook();
    return "the supervisor that serves '"
        + facts.jstartupHome()
        + "' can't be taken over from ("
        + problem.why()
        + ") and goes on; from the next boot on the hook runs it. To change over now, as "
        + facts.account().name()
        + ": jstartup save, jstartup kill; then as root: "
        + hook.plan().start().stream().map(Command::toString).collect(Collectors.joining(" && "));
  }

  private void start(Frozen old) {
    try {
      boot.start(hook);
      new Started(boot, hook).await();
    } catch (ProblemsException e) {
      goBack(old, e.problems());
    }
  }

  /** What the service's supervisor has adopted already it leaves, as the old one still stands by. */
  private void goBack(Frozen old, List<Problem> why) {
    runner.run(hook.plan().stop());
    old.stay();
    List<Problem> problems = new ArrayList<>(why);
    problems.add(
        new Problem(
            "the running apps were not taken over",
            "the service did not start",
            "they go on under the supervisor that ran before"));
    throw new ProblemsException(problems);
  }

  /** Elsewhere there is nothing to move: apps have no cgroups of their own. */
  private void moveIn(List<String> warnings) {
    if (hook.plan().initSystem().equals(SYSTEMD_USER)) {
      stayOutside(warnings);
    }
    if (!isSystemd()) {
      return;
    }
    try (SupervisorClient current = current()) {
      List<String> failures =
          new MoveIn(runner, unit(), hook.hook().account().uid()).run(current::outside);
      if (!failures.isEmpty()) {
        warnings.add(
            "not all of the running apps could be moved into "
                + unit()
                + "; they are looked after all the same, and 'jstartup restart' moves them: "
                + String.join("; ", failures));
      }
    } catch (ProblemsException e) {
      warnings.add("the running apps could not be moved into " + unit() + ": " + e.getMessage());
    }
  }

  /** Out of a login's session only root can move a process. */
  private void stayOutside(List<String> warnings) {
    try (SupervisorClient current = current()) {
      if (!current.outside().isEmpty()) {
        warnings.add(
            "the running apps stay in the session that they were started in, which may end with its"
                + " last process (KillUserProcesses= of logind.conf(5)); 'jstartup restart all' moves"
                + " them into "
                + unit());
      }
    }
  }

  private SupervisorClient current() {
    return connect()
        .orElseThrow(
            () -> new ProblemsException("cannot ask " + unit(), "its supervisor has ended", ""));
  }

  private boolean isSystemd() {
    return hook.plan().initSystem().equals(SYSTEMD);
  }

  private String unit() {
    String name = hook.plan().serviceName();
    return name.endsWith(".service") ? name : name + ".service";
  }

  private Optional<SupervisorClient> connect() {
    try {
      Optional<SupervisorClient> client = SupervisorClient.connect(home.socket());
      client.ifPresent(found -> ServedHome.require(found, hook.hook()));
      return client;
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

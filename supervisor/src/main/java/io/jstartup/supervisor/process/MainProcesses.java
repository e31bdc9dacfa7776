package io.jstartup.supervisor.process;

import io.jstartup.model.ProblemsException;
import io.jstartup.model.StopSignal;
import io.jstartup.platforms.os.Exit;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.restart.RestartDecision;
import io.jstartup.supervisor.restart.RestartDecision.Verdict;
import io.jstartup.supervisor.restart.RestartRule;
import io.jstartup.supervisor.state.Event;
import java.util.Optional;

/**
 * The main process of each instance: its end is the app's end, and is heard exactly once. One that can't be watched is never an
 * instance's main process. On the loop's thread only.
 */
public final class MainProcesses {
  private final Supervision supervision;
  private final OperatingSystem os;
  private final Poller poller;

  MainProcesses(Supervision supervision, OperatingSystem os, Poller poller) {
    this.supervision = supervision;
    this.os = os;
    this.poller = poller;
  }

  /** Hears of its death from now on; false, and it is ended, when that can't be. */
  boolean watch(Instance instance, ManagedProcess process) {
    instance.unswept = true;
    try {
      hear(instance, process);
      return true;
    } catch (OsException | OutOfMemoryError e) {
      end(instance, process);
      spawnFailed(instance, "cannot watch pid " + process.identity().pid() + ": " + e.getMessage());
      return false;
    }
  }

  /** The same for one that ran before: when that can't be, it stays as it is. */
  void watchOn(Instance instance, ManagedProcess process) throws OsException {
    instance.unswept = true;
    try {
      hear(instance, process);
    } catch (OsException | OutOfMemoryError e) {
      process.close();
      throw e;
    }
  }

  private void hear(Instance instance, ManagedProcess process) throws OsException {
    poller.watchExit(
        process, exit -> supervision.loop().guarded(() -> exited(instance, process, exit)));
  }

  /** Nobody would hear of its end: it is waited for before the next start. */
  private void end(Instance instance, ManagedProcess process) {
    instance.unreached = process.identity();
    try {
      process.signal(StopSignal.SIGKILL.number());
    } catch (OsException e) {
      supervision.log().line(instance, "cannot end it: " + e.getMessage());
    }
    process.close();
  }

  /** It is its main process now. */
  void started(Instance instance, ManagedProcess process, long sinceNanos, long sinceMillis) {
    instance.process = process;
    instance.remark = "";
    instance.late = false;
    instance.notStarted = false;
    instance.lastPid = process.identity().pid();
    instance.lastExit = null;
    instance.launches++;
    instance.startedNanos = sinceNanos;
    instance.startedMillis = sinceMillis;
    instance.cpu.restart(sinceNanos);
  }

  /** It has none, for this reason. It is tried again where its policy has it. */
  void spawnFailed(Instance instance, String why) {
    RestartDecision decision =
        RestartRule.decideNotStarted(
            instance.app.restart(), instance.history, why, supervision.now());
    boolean again = decision.verdict() == Verdict.RESTART && !instance.beside.onTrial();
    instance.reason = again ? why : decision.reason();
    instance.history = decision.history();
    instance.notStarted = true;
    if (again) {
      long delay = decision.delay().toMillis();
      supervision.log().line(instance, why + "; trying again in " + delay + " ms");
      supervision.happen(instance, Event.SPAWN_WAIT);
    } else {
      supervision.log().line(instance, "errored: " + instance.reason);
      supervision.happen(instance, Event.SPAWN_FAILED);
    }
  }

  /**
   * Another of its processes is its main one from now on: its end is the app's end.
   *
   * @return false when that process is gone
   * @throws OsException when it can't be watched; the main process stays the one that it was
   */
  public boolean follow(Instance instance, ProcessIdentity identity) throws OsException {
    Optional<ManagedProcess> process = os.adopt(identity);
    if (process.isEmpty()) {
      return false;
    }
    watchOn(instance, process.get());
    supervision.log().line(instance, "its main process is pid " + identity.pid() + " from now on");
    instance.process = process.get();
    instance.lastPid = identity.pid();
    instance.cpu.restart(supervision.now());
    supervision.pidFiles().write(instance);
    supervision.observers().changed(instance);
    return true;
  }

  /**
   * Sends a signal to its main process, and to no other that may have got its pid.
   *
   * @throws ProblemsException when it doesn't run
   */
  public void signal(Instance instance, int signal) throws OsException {
    if (instance.process == null || !instance.process.signal(signal)) {
      String what = "cannot send signal " + signal + " to app '" + instance.name() + "'";
      String why = "id " + instance.id() + " does not run, it is " + instance.status().word();
      throw new ProblemsException(what, why, "");
    }
    supervision.log().line(instance, "signal " + signal + " sent to pid " + instance.pid());
  }

  private void exited(Instance instance, ManagedProcess process, Exit exit) {
    process.close();
    if (instance.process == process) {
      supervision.exits().ended(instance, exit);
    }
  }
}

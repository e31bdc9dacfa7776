package io.jstartup.supervisor.process;

import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.os.Exit;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.platforms.os.ProcessIdentity;
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
      poller.watchExit(
          process, exit -> supervision.loop().guarded(() -> exited(instance, process, exit)));
      return true;
    } catch (OsException | OutOfMemoryError e) {
      process.close();
      spawnFailed(instance, "cannot watch pid " + process.identity().pid() + ": " + e.getMessage());
      return false;
    }
  }

  /** It is its main process now. */
  void started(Instance instance, ManagedProcess process, long sinceNanos, long sinceMillis) {
    instance.process = process;
    instance.remark = "";
    instance.late = false;
    instance.lastPid = process.identity().pid();
    instance.lastExit = null;
    instance.launches++;
    instance.startedNanos = sinceNanos;
    instance.startedMillis = sinceMillis;
    instance.cpu.restart(sinceNanos);
  }

  /** It has none, for this reason. */
  void spawnFailed(Instance instance, String why) {
    instance.reason = why;
    supervision.log().line(instance, "errored: " + why);
    supervision.happen(instance, Event.SPAWN_FAILED);
  }

  /** Another of its processes is its main one from now on: its end is the app's end. False: it is gone, or can't be watched. */
  public boolean follow(Instance instance, ProcessIdentity identity) throws OsException {
    Optional<ManagedProcess> process = os.adopt(identity);
    if (process.isEmpty()) {
      return false;
    }
    try {
      poller.watchExit(
          process.get(),
          exit -> supervision.loop().guarded(() -> exited(instance, process.get(), exit)));
    } catch (OsException e) {
      process.get().close();
      throw e;
    }
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

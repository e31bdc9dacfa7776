package io.jstartup.supervisor.process;

import io.jstartup.model.SavedInstance;
import io.jstartup.model.Status;
import io.jstartup.platforms.os.Connection;
import io.jstartup.platforms.os.ConnectionHandler;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.platforms.os.SocketPair;
import io.jstartup.supervisor.restart.RestartHistory;
import io.jstartup.supervisor.state.Event;
import io.jstartup.supervisor.state.Lifecycle;

/**
 * Lists what a predecessor left as it left it, and goes on with what that had begun. What was left is the caller's to find out. On the
 * loop's thread only.
 */
public final class Takeover {
  private final Supervision supervision;
  private final Poller poller;
  private final Spawning spawning;
  private final AppCgroups cgroups;

  Takeover(Supervision supervision, Poller poller, Spawning spawning, AppCgroups cgroups) {
    this.supervision = supervision;
    this.poller = poller;
    this.spawning = spawning;
    this.cgroups = cgroups;
  }

  /** Lists an instance again, and does nothing yet. */
  public Instance restore(
      int id, SavedInstance saved, Lifecycle state, Predecessor past, Beside beside) {
    RestartHistory history = past.history().at(supervision.now(), System.currentTimeMillis());
    Instance instance = supervision.instances().put(id, saved, state, history);
    instance.beside = beside;
    instance.createdMillis = past.createdMillis();
    instance.restarts = past.restarts();
    instance.reason = past.reason();
    past.stopEnd().restore(instance);
    instance.lastPid = past.pid();
    instance.startedMillis = past.startedMillis();
    instance.startedNanos = supervision.now() - ageNanos(past.startedMillis());
    instance.unswept = past.startedMillis() > 0;
    instance.cgroup = cgroups.left(instance);
    supervision.observers().described(instance);
    return instance;
  }

  /** Gives a restored instance the process it has already. One that can't be watched goes on as it is, and is not started again. */
  public void attach(Instance instance, ManagedProcess process, long startedMillis) {
    instance.version = PackageVersion.of(instance.app());
    instance.cgroup = cgroups.holding(instance, process.identity().pid());
    supervision.sockets().regain(instance.app, process.identity());
    try {
      supervision.mains().watchOn(instance, process);
      supervision
          .mains()
          .started(instance, process, supervision.now() - ageNanos(startedMillis), startedMillis);
    } catch (OsException | OutOfMemoryError e) {
      unreached(instance, process.identity());
      instance.state = new Lifecycle(Status.ERRORED, instance.state.desired());
      instance.reason = "it runs, but can't be watched: " + e.getMessage();
      supervision.log().line(instance, "errored: " + instance.reason);
    }
    supervision.observers().changed(instance);
  }

  /** A restored instance may still have this process, though it can't be adopted: it is stopped before anything else is started. */
  public void unreached(Instance instance, ProcessIdentity identity) {
    instance.unreached = identity;
    instance.unswept = true;
  }

  /** Starts a restored instance that was about to be started. */
  public void relaunch(Instance instance) {
    if (instance.isService()) {
      supervision.happen(instance, Event.STOP);
    } else {
      spawning.request(instance);
    }
  }

  /** Waits anew for the restart of a restored instance. */
  public void waitForRestart(Instance instance) {
    supervision.restarting().arm(instance);
  }

  /**
   * Goes on with a stop that a predecessor began.
   *
   * @param sinceMillis when it began, or its signal went out, ms since the epoch; 0: that is unknown
   * @param draining whether the signal is still to come
   */
  public void resumeStop(Instance instance, long sinceMillis, boolean draining) {
    if (draining) {
      supervision.stopping().resumeDrain(instance, sinceMillis);
    } else {
      supervision.stopping().resume(instance, sinceMillis);
    }
  }

  /** Goes on waiting for what outlived its stop. */
  public void resumeGivenUp(Instance instance) {
    if (instance.unreached == null) {
      supervision.stopping().resumeGivenUp(instance);
    }
  }

  /** Our end of the channel that a process was given by an earlier supervisor. */
  public Connection regainChannel(Instance instance, ConnectionHandler handler) throws OsException {
    return poller.regain(instance.process, SocketPair.copy(instance.app.listen().size()), handler);
  }

  private static long ageNanos(long startedMillis) {
    return Math.max(0, System.currentTimeMillis() - startedMillis) * 1_000_000;
  }
}

package io.jstartup.supervisor.live;

import io.jstartup.model.Status;
import io.jstartup.platforms.os.Exit;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Roster;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.state.Desired;
import io.jstartup.supervisor.state.Event;
import io.jstartup.supervisor.state.Lifecycle;
import java.util.Optional;

/**
 * Takes over what a predecessor of this boot left behind. What runs goes on untouched; what died meanwhile is restarted by its policy;
 * what was being stopped is stopped to the end. A process that was started in the predecessor's last moments, and never written down,
 * is found by the instance's id in its environment.
 */
public final class Adoption {
  private final Supervision supervision;
  private final OperatingSystem os;
  private final Roster roster;
  private int running;

  public Adoption(Supervision supervision, OperatingSystem os, String home) {
    this.supervision = supervision;
    this.os = os;
    this.roster = new Roster(os, home);
  }

  /**
   * Lists all of it again.
   *
   * @return how many processes go on running
   */
  public int adopt(LiveState live) {
    for (LiveInstance instance : live.instances()) {
      if (instance.run() != null) {
        adoptOrList(instance, live.ending());
      }
    }
    supervision.succession().settle();
    return running;
  }

  private void adoptOrList(LiveInstance live, boolean ending) {
    try {
      adopt(live, ending);
    } catch (OsException e) {
      listUnreached(live, ending, e);
    }
  }

  /** It may well be running, so it isn't started: twice would be worse than not watched. */
  private void listUnreached(LiveInstance live, boolean ending, OsException cause) {
    String why = "it may still run, but can't be adopted: " + cause.getMessage();
    Lifecycle errored = new Lifecycle(Status.ERRORED, ending ? Desired.STOP : live.run().desired());
    Instance instance =
        supervision
            .takeover()
            .restore(
                live.id(),
                live.saved(),
                errored,
                live.run().past().because(why),
                live.run().beside());
    if (live.run().startTime() != 0) {
      supervision.takeover().unreached(instance, recorded(live.run()));
    }
    supervision.log().line(instance, "errored: " + why);
  }

  private void adopt(LiveInstance live, boolean ending) throws OsException {
    LiveRun run = live.run();
    Optional<ManagedProcess> process = process(live);
    if (ending && process.isEmpty()) {
      return;
    }
    Instance instance =
        supervision
            .takeover()
            .restore(
                live.id(),
                live.saved(),
                new Lifecycle(run.actual(), desired(run, ending)),
                run.past(),
                run.beside());
    if (process.isPresent()) {
      running++;
      boolean written = run.startTime() != 0;
      supervision
          .takeover()
          .attach(
              instance,
              process.get(),
              written ? run.past().startedMillis() : System.currentTimeMillis());
    }
    goOn(instance, instance.pid() != 0, run);
    if (ending) {
      supervision.happen(instance, Event.DELETE);
    }
  }

  private static Desired desired(LiveRun run, boolean ending) {
    return ending ? Desired.FORGET : run.desired();
  }

  private void goOn(Instance instance, boolean runs, LiveRun run) {
    boolean written = run.startTime() != 0;
    switch (instance.status()) {
      case STOPPING ->
          supervision.takeover().resumeStop(instance, run.stoppingSince(), run.draining());
      case LAUNCHING -> goOnLaunching(instance, runs, written);
      case WAITING_RESTART -> supervision.takeover().waitForRestart(instance);
      case ONLINE -> {
        if (runs) {
          supervision.log().line(instance, "adopted, pid " + instance.pid());
        } else {
          supervision.exits().decide(instance, new Exit.Unknown());
        }
      }
      case STOPPED -> supervision.log().line(instance, "listed again");
      case ERRORED -> {
        supervision.log().line(instance, "listed again");
        if (outlivedItsStop(instance, runs, run)) {
          supervision.takeover().resumeGivenUp(instance);
        }
      }
    }
  }

  /** What is errored for another reason has no process, no stop under way, and is not to be forgotten. */
  private static boolean outlivedItsStop(Instance instance, boolean runs, LiveRun run) {
    return runs || run.stoppingSince() != 0 || instance.state().desired() == Desired.FORGET;
  }

  /** One that was written down ran, and was not ready yet. */
  private void goOnLaunching(Instance instance, boolean runs, boolean written) {
    if (runs) {
      supervision.log().line(instance, "adopted, pid " + instance.pid());
      supervision.launching().launched(instance);
    } else if (written) {
      supervision.exits().decide(instance, new Exit.Unknown());
    } else {
      supervision.takeover().relaunch(instance);
    }
  }

  /** Empty when it is gone for certain. A zombie can still be opened: its end is reported at once. */
  private Optional<ManagedProcess> process(LiveInstance live) throws OsException {
    LiveRun run = live.run();
    Optional<ManagedProcess> process =
        run.startTime() == 0 ? Optional.empty() : os.adopt(recorded(run));
    boolean mayRunUnwritten = run.actual() == Status.LAUNCHING && run.startTime() == 0;
    return process.isPresent() || !mayRunUnwritten ? process : unwritten(live);
  }

  private static ProcessIdentity recorded(LiveRun run) {
    return new ProcessIdentity(run.past().pid(), run.startTime());
  }

  /** What the run before left is older than the decision to start the next one. */
  private Optional<ManagedProcess> unwritten(LiveInstance live) throws OsException {
    ProcessIdentity leader = roster.leader(live.saved().uniqueId(), live.run().launchedAfter());
    return leader == null ? Optional.empty() : os.adopt(leader);
  }
}

package io.jstartup.supervisor.process;

import io.jstartup.model.StopSignal;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.supervisor.loop.Timer;
import io.jstartup.supervisor.state.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Stops processes: the app's signal, its kill_timeout, SIGKILL. What a turn asks for is signalled together at its end, on one reading
 * of the process table; what comes after is the business of {@link Escalation} and {@link Quiescence}. On the loop's thread only.
 */
public final class Stopping {
  private final Supervision supervision;
  private final OperatingSystem os;
  private final AppCgroups cgroups;
  private final String home;
  private final StopMembers members;
  private final Quiescence quiescence;
  private final Escalation escalation;
  private List<StopRun> fresh = new ArrayList<>();

  Stopping(
      Supervision supervision, OperatingSystem os, Poller poller, AppCgroups cgroups, String home) {
    this.supervision = supervision;
    this.os = os;
    this.cgroups = cgroups;
    this.home = home;
    this.members = new StopMembers(supervision, os, poller, this::checkIfQuiet);
    this.quiescence =
        new Quiescence(supervision, os, home, members, run -> finish(run, Event.ALL_GONE));
    this.escalation = new Escalation(supervision, this, members);
  }

  void request(Instance instance) {
    StopRun run = run(instance);
    if (instance.process == null || !instance.served || instance.app().stop().drain().none()) {
      ask(run);
      return;
    }
    supervision.log().line(instance, "draining before its stop");
    try {
      run.drain = supervision.drainer().begin(instance, () -> drained(run));
    } catch (RuntimeException | OutOfMemoryError e) { // also when no thread can be started
      String why = "drain failed, stopping it all the same: " + e.getMessage();
      supervision.log().line(instance, why);
      ask(run);
    }
  }

  private StopRun run(Instance instance) {
    instance.stoppingSinceMillis = System.currentTimeMillis();
    StopCourse course = StopCourse.begun(supervision.now(), instance.app().stop().timeout());
    if (instance.stopRun == null) {
      instance.stopRun = new StopRun(instance, course);
    } else {
      instance.stopRun.beginAgain();
      instance.stopRun.course = course;
    }
    return instance.stopRun;
  }

  private void drained(StopRun run) {
    if (run.drain == null || run.instance.stopRun != run) {
      return;
    }
    run.drain.giveUp();
    run.drain = null;
    ask(run);
    supervision.observers().changed(run.instance);
  }

  /** It gets its signal at the end of this turn. */
  private void ask(StopRun run) {
    run.instance.stoppingSinceMillis = System.currentTimeMillis();
    escalation.begin(run, run.instance.app().stop().timeout());
    fresh.add(run);
  }

  /**
   * A predecessor has sent the signal: a second one could make the app give up its graceful end. It has what is left of its time; a clock
   * that was set gives it no more than all of that.
   */
  void resume(Instance instance, long sinceMillis) {
    StopRun run = run(instance);
    escalation.begin(run, left(instance, sinceMillis, instance.app().stop().timeout()));
    await(run, new Roster(os, home));
  }

  /** A predecessor has given it up: what is left of it has its signals, and is waited for. */
  void resumeGivenUp(Instance instance) {
    StopRun run = run(instance);
    run.course = StopCourse.givenUp(supervision.now());
    await(run, new Roster(os, home));
  }

  /** A predecessor has begun to drain it: nobody is told twice, and the wait goes on. */
  void resumeDrain(Instance instance, long sinceMillis) {
    StopRun run = run(instance);
    if (instance.process == null) {
      ask(run);
      return;
    }
    Duration left = left(instance, sinceMillis, instance.app().stop().drain().longest());
    Timer timer = supervision.loop().after(left, () -> drained(run));
    run.drain = timer::cancel;
  }

  private static Duration left(Instance instance, long sinceMillis, Duration time) {
    long waited = sinceMillis == 0 ? 0 : Math.max(0, System.currentTimeMillis() - sinceMillis);
    instance.stoppingSinceMillis = System.currentTimeMillis() - waited;
    return Duration.ofMillis(Math.max(0, time.toMillis() - waited));
  }

  /** Sends the stop signals that this turn asked for. */
  void askPending() {
    if (fresh.isEmpty()) {
      return;
    }
    List<StopRun> runs = fresh;
    fresh = new ArrayList<>();
    Roster roster = new Roster(os, home);
    for (StopRun run : runs) {
      boolean goesOn = run.instance.stopRun == run;
      if (goesOn) { // else it ended by itself in this turn, and another may run in its place
        signal(run, roster);
      }
    }
  }

  private void signal(StopRun run, Roster roster) {
    if (leaves(run)) {
      await(run, roster);
      return;
    }
    StopSignal signal = run.instance.app().stop().signal();
    boolean asked = askedByMessage(run.instance);
    if (run.instance.process != null) {
      String how = "stopping with " + (asked ? "message 'shutdown'" : signal);
      supervision.log().line(run.instance, how);
    }
    if (!reach(run)) {
      return;
    }
    if (asked) {
      await(run, roster);
    } else {
      signal(run, roster, signal);
      escalation.signalled(run);
      checkIfQuiet(run);
    }
  }

  /**
   * The main process first: a shell whose command is ended before it hears of the stop itself begins its next one, which nobody tells.
   * Who is there is read before that, while the main process still tells whose its session is.
   */
  private void signal(StopRun run, Roster roster, StopSignal signal) {
    members.watch(run, roster, 0);
    members.signalMain(run, signal.number());
    members.signalOthers(run, signal.number());
  }

  /** Sends nothing. */
  private void await(StopRun run, Roster roster) {
    members.watch(run, roster, 0);
    checkIfQuiet(run);
  }

  /**
   * One whose place another has taken finishes the requests that it has, where it can be asked to: for as long as a stop may take. Then it
   * is stopped like any other.
   */
  private boolean leaves(StopRun run) {
    Instance instance = run.instance;
    run.leaving =
        instance.superseded
            && !run.hurried
            && instance.process != null
            && !instance.app().stop().byMessage()
            && supervision.outfitter().askToLeave(instance);
    if (run.leaving) {
      supervision.log().line(instance, "asked to finish its work and go");
      supervision.observers().changed(instance);
    }
    return run.leaving;
  }

  /** Its channel is closed: it has done its work; a program that has more to do than to listen doesn't end by that. */
  public void hungUp(Instance instance) {
    StopRun run = instance.stopRun;
    if (run != null && run.leaving) {
      escalation.hasten(run);
    }
  }

  /** It has no more time for the work that it is, or would be, asked to finish first: it gets its signal, and all the time of a stop. */
  public void goNow(Instance instance) {
    StopRun run = instance.stopRun;
    if (run == null) {
      return;
    }
    run.hurried = true;
    if (run.leaving) {
      signalAfterAll(run);
    }
  }

  /** What was to go by itself has had its time. */
  void signalAfterAll(StopRun run) {
    run.leaving = false;
    supervision.observers().changed(run.instance);
    StopSignal signal = run.instance.app().stop().signal();
    supervision.log().line(run.instance, "stopping with " + signal);
    signal(run, new Roster(os, home), signal);
    escalation.beginAnew(run);
    checkIfQuiet(run);
  }

  /** Then its other processes are its own affair, for as long as it has time. */
  private boolean askedByMessage(Instance instance) {
    return instance.process != null
        && instance.app().stop().byMessage()
        && supervision.outfitter().askToStop(instance);
  }

  /** What could not be adopted when it was restored; it can't be left running beside the next one. False: the stop has failed. */
  private boolean reach(StopRun run) {
    Instance instance = run.instance;
    try {
      if (instance.unreached != null) {
        members.watchOne(run, instance.unreached, 0);
        instance.unreached = null;
      }
      return true;
    } catch (OsException e) {
      instance.reason = "it may still run, but can't be reached: " + e.getMessage();
      supervision.log().line(instance, "errored: " + instance.reason);
      finish(run, Event.STOP_FAILED);
      return false;
    }
  }

  /** A stop under way has at least so much more time before SIGKILL; nothing once it is being killed. */
  public void prolong(Instance instance, Duration time) {
    StopRun run = instance.stopRun;
    if (run != null && run.drain == null) {
      escalation.prolong(run, time);
    }
  }

  void mainGone(Instance instance) {
    StopRun run = instance.stopRun;
    if (run == null) {
      return;
    }
    if (run.drain == null) {
      checkIfQuiet(run);
    } else {
      drained(run); // what it left behind gets the signal
    }
  }

  void checkIfQuiet(StopRun run) {
    quiescence.check(run);
  }

  /** The stop is over. */
  void finish(StopRun run, Event event) {
    Instance instance = run.instance;
    run.end();
    instance.stopRun = null;
    if (event == Event.ALL_GONE) {
      long took = run.course.millisSinceBegin(supervision.now());
      instance.reason = "";
      instance.unswept = false;
      supervision.log().line(instance, "stopped after " + took + " ms");
      cgroups.remove(instance);
    }
    supervision.happen(instance, event);
  }
}

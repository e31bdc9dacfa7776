package io.jstartup.supervisor.process;

import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.loop.Timer;
import io.jstartup.supervisor.state.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stops processes: the app's signal, its kill_timeout, SIGKILL. What a turn asks for is signalled together at its end, on one reading
 * of the process table. A stop is complete when a reading after the last known death finds nobody, so that what was forked meanwhile
 * isn't missed.
 */
public final class Stopping {
  /** A program whose last server is closed has nothing that keeps it. */
  private static final Duration END_BY_ITSELF = Duration.ofMillis(100);

  /** Deaths that follow each other so closely share one reading, */
  private static final Duration GATHER = Duration.ofMillis(4);

  /** for as long as this. */
  private static final Duration GATHER_LONGEST = Duration.ofMillis(80);

  /** Before what could not be told is read again: descriptors come free as processes end. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  /** Readings take a fifth of the time at most, however many processes there are. */
  private static final int READING_SHARE = 4;

  /** So often a doubt is worth another reading: what causes it lasts microseconds or is no process of ours. */
  private static final int MOST_DOUBTS = 3;

  private final Supervision supervision;
  private final OperatingSystem os;
  private final Poller poller;
  private final EventLoop loop;
  private final String home;
  private List<StopRun> fresh = new ArrayList<>();
  private List<StopRun> quiet = new ArrayList<>();
  private Timer gathering;
  private long gatheringNanos;
  private long readingNanos;
  private long readAtNanos;

  Stopping(
      Supervision supervision, OperatingSystem os, Poller poller, EventLoop loop, String home) {
    this.supervision = supervision;
    this.os = os;
    this.poller = poller;
    this.loop = loop;
    this.home = home;
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
    StopRun run =
        new StopRun(instance, StopCourse.begun(supervision.now(), instance.app().stop().timeout()));
    instance.stopRun = run;
    return run;
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
    begin(run, run.instance.app().stop().timeout());
    fresh.add(run);
  }

  /**
   * A predecessor has sent the signal: a second one could make the app give up its graceful end. It has what is left of its time; a clock
   * that was set gives it no more than all of that.
   */
  void resume(Instance instance, long sinceMillis) {
    StopRun run = run(instance);
    begin(run, left(instance, sinceMillis, instance.app().stop().timeout()));
    watchMembers(run, new Roster(os, home), 0);
    checkIfQuiet(run);
  }

  /** A predecessor has begun to drain it: nobody is told twice, and the wait goes on. */
  void resumeDrain(Instance instance, long sinceMillis) {
    StopRun run = run(instance);
    if (instance.process == null) {
      ask(run);
      return;
    }
    Duration left = left(instance, sinceMillis, instance.app().stop().drain().longest());
    Timer timer = loop.after(left, () -> drained(run));
    run.drain = timer::cancel;
  }

  private static Duration left(Instance instance, long sinceMillis, Duration time) {
    long waited = sinceMillis == 0 ? 0 : Math.max(0, System.currentTimeMillis() - sinceMillis);
    instance.stoppingSinceMillis = System.currentTimeMillis() - waited;
    return Duration.ofMillis(Math.max(0, time.toMillis() - waited));
  }

  private void begin(StopRun run, Duration left) {
    run.course = StopCourse.begun(supervision.now(), left);
    run.deadline = loop.after(left, () -> escalate(run));
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
      if (leaves(run)) {
        watchMembers(run, roster, 0);
        checkIfQuiet(run);
        continue;
      }
      StopSignal signal = run.instance.app().stop().signal();
      boolean asked = askedByMessage(run.instance);
      if (run.instance.process != null) {
        supervision
            .log()
            .line(run.instance, "stopping with " + (asked ? "message 'shutdown'" : signal));
      }
      if (!reach(run, signal.number())) {
        continue;
      }
      if (asked) {
        watchMembers(run, roster, 0);
        checkIfQuiet(run);
        continue;
      }
      watchMembers(run, roster, signal.number());
      signalMain(run, signal.number());
      checkIfQuiet(run);
    }
  }

  /**
   * One whose place another has taken finishes the requests that it has, where it can be asked to: for as long as a stop may take. Then it
   * is stopped like any other.
   */
  private boolean leaves(StopRun run) {
    Instance instance = run.instance;
    run.leaving =
        instance.superseded
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
      run.deadline.cancel();
      run.deadline = loop.after(END_BY_ITSELF, () -> escalate(run));
    }
  }

  private void signalAfterAll(StopRun run) {
    run.leaving = false;
    supervision.observers().changed(run.instance);
    StopSignal signal = run.instance.app().stop().signal();
    Duration timeout = run.instance.app().stop().timeout();
    supervision.log().line(run.instance, "stopping with " + signal);
    follow(run, run.course.begunAnew(supervision.now(), timeout));
    run.members.values().forEach(member -> signalMember(run, member, signal.number()));
    watchMembers(run, new Roster(os, home), signal.number());
    signalMain(run, signal.number());
    checkIfQuiet(run);
  }

  /** Then its other processes are its own affair, for as long as it has time. */
  private boolean askedByMessage(Instance instance) {
    return instance.process != null
        && instance.app().stop().byMessage()
        && supervision.outfitter().askToStop(instance);
  }

  /** What could not be adopted when it was restored; it can't be left running beside the next one. False: the stop has failed. */
  private boolean reach(StopRun run, int signal) {
    Instance instance = run.instance;
    try {
      if (instance.unreached != null) {
        watchMember(run, instance.unreached, signal);
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
      follow(run, run.course.prolonged(supervision.now(), time));
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

  private void signalMain(StopRun run, int signal) {
    if (run.instance.process == null) {
      return;
    }
    try {
      run.instance.process.signal(signal);
    } catch (OsException e) {
      supervision.log().line(run.instance, "cannot signal it: " + e.getMessage());
    }
  }

  /** Signals and waits for all others of the app that aren't waited for yet; 0 sends nothing. */
  private void watchMembers(StopRun run, Roster roster, int signal) {
    if (!run.instance.app().stop().tree()) {
      return;
    }
    boolean missedBefore = run.missed;
    run.missed = false;
    run.unread = false;
    try {
      for (ProcessIdentity identity : roster.of(run.instance)) {
        int pid = identity.pid();
        if (pid != run.instance.pid() && pid != os.pid() && !run.members.containsKey(pid)) {
          watchMember(run, identity, signal);
        }
      }
    } catch (OsException e) {
      run.missed = true;
      if (!missedBefore) {
        supervision.log().line(run.instance, "cannot reach all its processes: " + e.getMessage());
      }
    }
  }

  private void watchMember(StopRun run, ProcessIdentity identity, int signal) throws OsException {
    Optional<ManagedProcess> found = os.adopt(identity);
    if (found.isEmpty()) {
      return;
    }
    ManagedProcess member = found.get();
    try {
      poller.watchExit(member, exit -> loop.guarded(() -> memberGone(run, identity.pid(), member)));
    } catch (OsException e) {
      member.close();
      throw e;
    }
    run.members.put(identity.pid(), member);
    if (signal != 0) {
      signalMember(run, member, signal);
    }
  }

  /** One that can't be signalled, such as a program with more rights, is waited for like the others. */
  private void signalMember(StopRun run, ManagedProcess member, int signal) {
    try {
      member.signal(signal);
    } catch (OsException e) {
      supervision.log().line(run.instance, e.getMessage());
    }
  }

  private void memberGone(StopRun run, int pid, ManagedProcess member) {
    if (run.members.remove(pid, member)) {
      member.close();
      checkIfQuiet(run);
    }
  }

  private void checkIfQuiet(StopRun run) {
    if (run.checking || !run.toBeRead() || run.instance.stopRun != run) {
      return;
    }
    if (!run.instance.app().stop().tree()) {
      if (run.quiet()) {
        finish(run, Event.ALL_GONE);
      }
      return;
    }
    run.checking = true;
    quiet.add(run);
    if (quiet.size() == 1) {
      gatheringNanos = supervision.now();
    } else if (supervision.now() - gatheringNanos > GATHER_LONGEST.toNanos()) {
      return;
    } else {
      gathering.cancel();
    }
    gathering = loop.after(pause(run), this::checkQuiet);
  }

  private Duration pause(StopRun run) {
    Duration least = run.missed || run.doubts > 0 ? LOOK_AGAIN : GATHER;
    Duration share =
        Duration.ofNanos(readAtNanos + READING_SHARE * readingNanos - supervision.now());
    return share.compareTo(least) > 0 ? share : least;
  }

  /** One reading for all that seem to be done. */
  private void checkQuiet() {
    List<StopRun> runs = quiet;
    quiet = new ArrayList<>();
    Roster roster = new Roster(os, home);
    long began = supervision.now();
    for (StopRun run : runs) {
      run.checking = false;
      StopPolicy policy = run.instance.app().stop();
      watchMembers(
          run,
          roster,
          run.course.killed() ? StopSignal.SIGKILL.number() : policy.signal().number());
      if (!run.toBeRead() || run.instance.stopRun != run) {
        continue;
      }
      if (run.missed || inDoubt(run, roster)) {
        checkIfQuiet(run);
      } else {
        finish(run, Event.ALL_GONE);
      }
    }
    readAtNanos = supervision.now();
    readingNanos = readAtNanos - began;
  }

  private boolean inDoubt(StopRun run, Roster roster) {
    try {
      return roster.doubtful(run.instance) && ++run.doubts <= MOST_DOUBTS;
    } catch (OsException e) {
      return true;
    }
  }

  private void follow(StopRun run, StopCourse course) {
    if (!course.equals(run.course)) {
      run.deadline.cancel();
      run.course = course;
      run.deadline = loop.after(course.left(supervision.now()), () -> escalate(run));
    }
  }

  private void escalate(StopRun run) {
    if (run.leaving) {
      signalAfterAll(run);
      return;
    }
    long now = supervision.now();
    StopCourse next = run.course.at(now);
    if (next.equals(run.course)) {
      run.deadline = loop.after(next.left(now), () -> escalate(run));
      return;
    }
    if (next.stage() == StopCourse.Stage.GIVEN_UP) {
      giveUp(run);
      return;
    }
    long given = run.instance.app().stop().timeout().toMillis();
    long waited = Math.max(given, run.course.millisSinceBegin(run.course.dueNanos()));
    follow(run, next);
    supervision.log().line(run.instance, "still there after " + waited + " ms, sending SIGKILL");
    kill(run);
    checkIfQuiet(run);
  }

  private void kill(StopRun run) {
    boolean tree = run.instance.app().stop().tree();
    try {
      if (tree && run.instance.cgroup.isPresent()) {
        run.instance.cgroup.get().kill();
      }
    } catch (OsException e) {
      supervision.log().line(run.instance, "cannot kill all of it: " + e.getMessage());
    }
    for (ManagedProcess member : new ArrayList<>(run.members.values())) {
      signalMember(run, member, StopSignal.SIGKILL.number());
    }
    signalMain(run, StopSignal.SIGKILL.number());
    run.unread = true; // who came meanwhile is killed after the next reading
  }

  private void giveUp(StopRun run) {
    List<Integer> left = new ArrayList<>(run.members.keySet());
    if (run.instance.process != null) {
      left.add(0, run.instance.pid());
    }
    run.instance.reason =
        (left.isEmpty() ? "processes that can't be reached" : "pid " + left)
            + (" still there " + StopCourse.KILL_GRACE.toMillis() + " ms after SIGKILL");
    supervision.log().line(run.instance, "errored: " + run.instance.reason);
    finish(run, Event.STOP_FAILED);
  }

  private void finish(StopRun run, Event event) {
    Instance instance = run.instance;
    run.end();
    instance.stopRun = null;
    if (event == Event.ALL_GONE) {
      long took = run.course.millisSinceBegin(supervision.now());
      instance.reason = "";
      instance.unswept = false;
      supervision.log().line(instance, "stopped after " + took + " ms");
      removeCgroup(instance);
    }
    supervision.happen(instance, event);
  }

  private void removeCgroup(Instance instance) {
    try {
      if (instance.cgroup.isPresent()) {
        instance.cgroup.get().remove();
      }
    } catch (OsException e) {
      supervision.log().line(instance, "cannot remove its cgroup: " + e.getMessage());
    }
  }
}

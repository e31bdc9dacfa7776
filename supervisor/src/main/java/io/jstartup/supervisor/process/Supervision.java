package io.jstartup.supervisor.process;

import io.jstartup.model.AppSpec;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.Status;
import io.jstartup.model.StopSignal;
import io.jstartup.platforms.os.CgroupTree;
import io.jstartup.platforms.os.Connection;
import io.jstartup.platforms.os.ConnectionHandler;
import io.jstartup.platforms.os.Exit;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.platforms.os.SocketPair;
import io.jstartup.supervisor.listen.AppSockets;
import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.output.Outputs;
import io.jstartup.supervisor.restart.RestartDecision;
import io.jstartup.supervisor.restart.RestartDecision.Verdict;
import io.jstartup.supervisor.restart.RestartHistory;
import io.jstartup.supervisor.restart.RestartRule;
import io.jstartup.supervisor.state.Action;
import io.jstartup.supervisor.state.Desired;
import io.jstartup.supervisor.state.Event;
import io.jstartup.supervisor.state.Lifecycle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * Runs the process list: feeds what happens to the {@link Lifecycle} table and does what the table asks for. On the loop's thread only.
 */
public final class Supervision {
  private final OperatingSystem os;
  private final Poller poller;
  private final EventLoop loop;
  private final EventLog log;
  private final Instances instances = new Instances();
  private final Observers observers;
  private final AppCgroups cgroups;
  private final PidFiles pidFiles;
  private final Spawning spawning;
  private final Grouping grouping;
  private final Stopping stopping;
  private final MainProcesses mains;
  private final Exits exits;
  private final Branches branches;
  private final Outputs outputs;
  private final AppSockets sockets;
  private final Succession succession;
  private BiPredicate<Instance, String> reloader = (instance, why) -> false;
  private Outfitter outfitter = instance -> Gear.NONE;
  private Drainer drainer;

  /**
   * A list that is empty.
   *
   * @param home the home's absolute path: tells its apps from those of other homes
   * @param cgroups where apps get cgroups of their own, if anywhere
   */
  public Supervision(
      OperatingSystem os,
      Poller poller,
      EventLoop loop,
      String home,
      Optional<CgroupTree> cgroups,
      EventLog log) {
    this.os = os;
    this.poller = poller;
    this.loop = loop;
    this.log = log;
    this.observers = new Observers(instances, loop);
    this.outputs = new Outputs(new HomeLayout(Path.of(home)), os, this::tellOf);
    this.sockets = new AppSockets(os, log::line);
    this.succession = new Succession(this);
    observers.add(new InstanceOutputs(outputs));
    this.cgroups = new AppCgroups(cgroups, log);
    this.pidFiles = new PidFiles(os, home, log);
    this.spawning = new Spawning(this, os, home, this.cgroups, pidFiles);
    this.grouping = new Grouping(instances, os, home, cgroups);
    this.stopping = new Stopping(this, os, poller, loop, home);
    this.mains = new MainProcesses(this, os, poller);
    this.exits = new Exits(this, stopping);
    this.branches = new Branches(this, os, loop, home);
  }

  public Instances instances() {
    return instances;
  }

  public EventLoop loop() {
    return loop;
  }

  public EventLog log() {
    return log;
  }

  public Outputs outputs() {
    return outputs;
  }

  public AppSockets sockets() {
    return sockets;
  }

  public Succession succession() {
    return succession;
  }

  /** @param by begins a reload of one instance for a reason; false where that is no use */
  public void reloadBy(BiPredicate<Instance, String> by) {
    reloader = by;
  }

  PidFiles pidFiles() {
    return pidFiles;
  }

  /** From another thread. */
  private void tellOf(String event) {
    loop.post(() -> log.line(event));
  }

  /** From now on this one gives out gear. */
  public void equipBy(Outfitter newOutfitter) {
    outfitter = newOutfitter;
  }

  /** From now on this one drains instances before they are stopped. */
  public void drainBy(Drainer newDrainer) {
    drainer = newDrainer;
  }

  Drainer drainer() {
    return drainer;
  }

  public Outfitter outfitter() {
    return outfitter;
  }

  public Observers observers() {
    return observers;
  }

  public MainProcesses mains() {
    return mains;
  }

  public Exits exits() {
    return exits;
  }

  public void observe(Observer observer) {
    observers.add(observer);
  }

  /** Starts what was asked for in this turn, all at once. */
  public void spawnPending() {
    spawning.drain();
  }

  /** Signals what was asked to stop in this turn, all at once. */
  public void stopPending() {
    stopping.askPending();
  }

  /** Makes a cgroup for each adopted app that has none, and tells who is not in it; once nobody is left, it is the app's own. */
  public List<Outside> outside() throws OsException {
    return grouping.look();
  }

  /** Lists a new instance; it does nothing yet. */
  public Instance add(SavedInstance saved) {
    Desired desired = saved.run() && !saved.isService() ? Desired.RUN : Desired.STOP;
    Lifecycle state = new Lifecycle(Status.STOPPED, desired);
    Instance instance = instances.add(saved, state, RestartHistory.startingAt(now()));
    instance.createdMillis = System.currentTimeMillis();
    observers.described(instance);
    return instance;
  }

  /** Takes over what a predecessor listed, as it left it. */
  public Instance restore(
      int id, SavedInstance saved, Lifecycle state, Predecessor past, Beside beside) {
    RestartHistory history = new RestartHistory(now(), past.unstable(), past.backoff());
    Instance instance = instances.put(id, saved, state, history);
    instance.beside = beside;
    instance.createdMillis = past.createdMillis();
    instance.restarts = past.restarts();
    instance.reason = past.reason();
    instance.lastPid = past.pid();
    instance.startedMillis = past.startedMillis();
    instance.startedNanos = now() - ageNanos(past.startedMillis());
    instance.unswept = past.startedMillis() > 0;
    instance.cgroup = cgroups.left(instance);
    observers.described(instance);
    return instance;
  }

  /** Gives a restored instance the process it has already. */
  public void attach(Instance instance, ManagedProcess process, long startedMillis) {
    instance.cgroup = cgroups.holding(instance, process.identity().pid());
    sockets.regain(instance.app, process.identity());
    if (mains.watch(instance, process)) {
      mains.started(instance, process, now() - ageNanos(startedMillis), startedMillis);
    }
    observers.changed(instance);
  }

  /** A restored instance may still have this process, though it can't be adopted: it is stopped before anything else is started. */
  public void unreached(Instance instance, ProcessIdentity identity) {
    instance.unreached = identity;
    instance.unswept = true;
  }

  private static long ageNanos(long startedMillis) {
    return Math.max(0, System.currentTimeMillis() - startedMillis) * 1_000_000;
  }

  /** Starts a restored instance that was about to be started. */
  public void relaunch(Instance instance) {
    if (instance.isService()) {
      happen(instance, Event.STOP);
    } else {
      spawning.request(instance);
    }
  }

  /**
   * From now on the init system runs it, as this service, and no event starts it any more; it is stopped. Empty: it is ours again, as
   * it is.
   */
  public void handOver(Instance instance, String service) {
    instance.service = service;
    if (!service.isEmpty()) {
      log.line(instance, "is the service '" + service + "' from now on");
      happen(instance, Event.STOP);
    }
    observers.all().forEach(observer -> observer.described(instance));
  }

  /** Waits anew for the restart of a restored instance. */
  public void waitForRestart(Instance instance) {
    perform(Action.ARM_RESTART, instance, Event.EXIT_WAIT);
  }

  /**
   * Goes on with a stop that a predecessor began.
   *
   * @param sinceMillis when it began, or its signal went out, ms since the epoch; 0: that is unknown
   * @param draining whether the signal is still to come
   */
  public void resumeStop(Instance instance, long sinceMillis, boolean draining) {
    if (draining) {
      stopping.resumeDrain(instance, sinceMillis);
    } else {
      stopping.resume(instance, sinceMillis);
    }
  }

  /** Replaces what the app is; what runs goes on as it was started. */
  public void redescribe(Instance instance, AppSpec app) {
    boolean otherSockets = !instance.app.listen().equals(app.listen());
    instance.app = app;
    observers.described(instance);
    if (otherSockets) {
      dropSockets();
    }
  }

  private void dropSockets() {
    sockets.keepOnly(instances.all().stream().map(Instance::app).toList());
  }

  /** Counts its restarts from now on. */
  public void reset(Instance instance) {
    instance.restarts = 0;
    instance.history =
        new RestartHistory(now(), 0, instance.history.lastBackoff()); // a wait goes on
    instance.createdMillis = System.currentTimeMillis();
    observers.changed(instance);
  }

  /**
   * Stops and starts it for a reason of our own.
   *
   * @param event what is told to the outside
   */
  public void restart(Instance instance, String event, String why) {
    if (instance.isService()) {
      return;
    }
    log.line(instance, "restarting: " + why);
    instance.reason = why;
    observers.happened(event, instance, instance.pid(), why);
    happen(instance, Event.RESTART);
  }

  /**
   * Stops it because it does not go on well, and has it come back as after an end: with a growing delay when it never does.
   *
   * @param event what is told to the outside
   * @param well how long it went on well
   */
  public void unwell(Instance instance, String event, String why, Duration well) {
    if (instance.beside.onTrial()) {
      restart(instance, event, why);
      return;
    }
    RestartDecision decision =
        RestartRule.decideUnwell(
            instance.app.restart(), instance.history, why, well, instance.startedNanos, now());
    instance.history = decision.history();
    instance.reason = decision.reason();
    boolean givenUp = decision.verdict() == Verdict.GIVE_UP;
    long delay = decision.delay().toMillis();
    String what =
        givenUp ? "giving it up" : delay == 0 ? "restarting" : "restarting in " + delay + " ms";
    log.line(instance, what + ": " + decision.reason());
    instance.afterStop = givenUp || delay > 0 ? decision : null;
    observers.happened(event, instance, instance.pid(), why);
    happen(instance, Event.UNWELL);
  }

  /** What comes after a stop for the sake of {@link #unwell}. */
  private static Event afterStop(Instance instance, Event event) {
    RestartDecision decision = instance.afterStop;
    if (decision == null || !endsStop(event)) {
      return event;
    }
    instance.afterStop = null;
    if (event != Event.ALL_GONE || instance.state.desired() != Desired.RUN) {
      return event;
    }
    instance.reason = decision.reason();
    return decision.verdict() == Verdict.GIVE_UP ? Event.GONE_GIVE_UP : Event.GONE_WAIT;
  }

  private static boolean endsStop(Event event) {
    return isWish(event)
        || event == Event.DELETE
        || event == Event.ALL_GONE
        || event == Event.STOP_FAILED;
  }

  /** As {@link #restart}, but by a new process beside the old one where there can be one. */
  public void replace(Instance instance, String event, String why) {
    if (!instance.isService() && reloader.test(instance, why)) {
      observers.happened(event, instance, instance.pid(), why);
    } else {
      restart(instance, event, why);
    }
  }

  /** It runs: it is ready by that, unless it is waited for. */
  public void launched(Instance instance) {
    if (instance.app.awaited()) {
      observers.changed(instance);
    } else {
      ready(instance);
    }
  }

  /** It counts as ready from now on; nothing when it does already, or has ended. */
  public void ready(Instance instance) {
    if (instance.status() == Status.LAUNCHING && instance.process != null) {
      happen(instance, Event.READY);
      observers.happened("online", instance, instance.pid(), "");
    }
  }

  /** It is not ready in time: it counts as ready all the same, as PM2 has it, unless another one would have to go for it. */
  public void late(Instance instance) {
    instance.late = true;
    if (instance.beside.onTrial()) {
      observers.changed(instance);
    } else {
      ready(instance);
    }
  }

  /**
   * Runs a command as the instance is run, as one of its processes: its user, folder and environment. What it writes goes nowhere.
   *
   * @param onExit is told its end
   * @return for signals, until then
   */
  public ManagedProcess runBeside(Instance instance, List<String> command, Consumer<Exit> onExit)
      throws OsException, IOException {
    ManagedProcess process = spawning.beside(instance, command);
    try {
      poller.watchExit(
          process,
          exit ->
              loop.guarded(
                  () -> {
                    process.close();
                    onExit.accept(exit);
                  }));
      return process;
    } catch (OsException e) {
      process.signal(StopSignal.SIGKILL.number());
      process.close();
      throw e;
    }
  }

  /** Kills such a process and all that it has started. */
  public void endBeside(ManagedProcess process) {
    branches.end(process.identity());
  }

  /** What it says of itself, for people to read. */
  public void remark(Instance instance, String text) {
    instance.remark = text;
  }

  /** A stop under way has at least so much more time before SIGKILL. */
  public void prolongStop(Instance instance, Duration time) {
    stopping.prolong(instance, time);
  }

  /** Our end of the channel that a process was given by an earlier supervisor. */
  public Connection regainChannel(Instance instance, ConnectionHandler handler) throws OsException {
    return poller.regain(instance.process, SocketPair.copy(instance.app.listen().size()), handler);
  }

  /** One whose place another has taken goes, whatever is asked of its name. */
  private static boolean isWish(Event event) {
    return event == Event.START || event == Event.RESTART || event == Event.STOP;
  }

  /** Its channel is closed. */
  public void hungUp(Instance instance) {
    stopping.hungUp(instance);
  }

  /** Something happened: on to the next state, and do what that asks for. */
  public void happen(Instance instance, Event asked) {
    if (!instances.contains(instance)) {
      return;
    }
    Event wished = instance.superseded && isWish(asked) ? Event.DELETE : asked;
    Event allowed = instance.isService() ? ServiceRule.instead(wished) : wished;
    Event event = afterStop(instance, allowed);
    if (event == Event.START || event == Event.RESTART) {
      instance.history = RestartHistory.startingAt(now());
    }
    Lifecycle.Step step = instance.state.on(event, mayHaveLeft(instance, event));
    boolean forgetsReason = event == Event.STOP && !instance.reason.isEmpty();
    if (step.next().equals(instance.state) && step.actions().isEmpty() && !forgetsReason) {
      return;
    }
    if (forgetsReason) {
      instance.reason = ""; // from now on it is down because it was stopped
    }
    boolean stopped = event == Event.ALL_GONE && step.next().desired() == Desired.STOP;
    if (step.actions().contains(Action.STOP_PROCESSES)) {
      instance.served = instance.status() == Status.ONLINE && !instance.beside.onTrial();
      instance.startsAgain = instance.state.runs() || event == Event.DELAY_OVER;
    }
    instance.state = step.next();
    for (Action action : step.actions()) {
      perform(action, instance, event);
    }
    observers.changed(instance);
    if (event == Event.SPAWN_FAILED || isDown(event) && instance.status() == Status.ERRORED) {
      observers.happened("errored", instance, instance.lastPid, instance.reason);
    }
    if (stopped || isDown(event)) {
      pidFiles.remove(instance); // when its main process ended it was to start again
    }
    if (stopped) {
      observers.happened("stop", instance, instance.lastPid, "");
    }
  }

  private static boolean isDown(Event event) {
    return event == Event.GONE_WAIT || event == Event.GONE_GIVE_UP || event == Event.STOP_FAILED;
  }

  /**
   * Whether processes of it may be there though it is down. A restart after an end doesn't wait for a reading of the process table: it
   * looks where that costs a single file.
   */
  private boolean mayHaveLeft(Instance instance, Event event) {
    boolean tree = instance.app.stop().tree();
    return switch (event) {
      case EXIT_RESTART, DELAY_OVER -> tree && cgroups.inhabited(instance);
      default ->
          instance.unswept && (tree || instance.process != null || instance.unreached != null);
    };
  }

  private void perform(Action action, Instance instance, Event cause) {
    switch (action) {
      case SPAWN -> {
        boolean again =
            cause == Event.EXIT_RESTART
                || cause == Event.DELAY_OVER
                || cause == Event.ALL_GONE && instance.startsAgain;
        instance.restarts += again ? 1 : 0;
        instance.reason = "";
        spawning.request(instance);
      }
      case STOP_PROCESSES -> {
        if (instance.process == null) {
          pidFiles.remove(instance); // its end was to lead to another start at once
        }
        stopping.request(instance);
      }
      case ARM_RESTART ->
          instance.restartTimer =
              loop.after(
                  instance.history.delay(instance.app.restart()), () -> restartDue(instance));
      case CANCEL_RESTART -> cancelRestart(instance);
      case REMOVE -> remove(instance);
    }
  }

  private void restartDue(Instance instance) {
    instance.restartTimer = null;
    happen(instance, Event.DELAY_OVER);
  }

  private static void cancelRestart(Instance instance) {
    if (instance.restartTimer != null) {
      instance.restartTimer.cancel();
      instance.restartTimer = null;
    }
  }

  private void remove(Instance instance) {
    instances.remove(instance);
    pidFiles.remove(instance);
    log.line(instance, "deleted");
    observers.removed(instance);
    succession.gone(instance);
    dropSockets();
    if (instance.counts()) {
      observers.happened("delete", instance, instance.lastPid, "");
    }
  }

  long now() {
    return loop.clock().nanos();
  }

  OperatingSystem os() {
    return os;
  }
}

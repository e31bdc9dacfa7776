package io.jstartup.supervisor.process;

import io.jstartup.model.AppSpec;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.Status;
import io.jstartup.platforms.os.CgroupTree;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.supervisor.listen.AppSockets;
import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.output.Outputs;
import io.jstartup.supervisor.restart.RestartHistory;
import io.jstartup.supervisor.state.Action;
import io.jstartup.supervisor.state.Desired;
import io.jstartup.supervisor.state.Event;
import io.jstartup.supervisor.state.Lifecycle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Runs the process list: feeds what happens to the {@link Lifecycle} table and does what the table asks for. On the loop's thread only.
 */
public final class Supervision {
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
  private final Restarting restarting;
  private final Launching launching;
  private final Takeover takeover;
  private final SideProcesses sideProcesses;
  private final Outputs outputs;
  private final AppSockets sockets;
  private final Succession succession;
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
    this.stopping = new Stopping(this, os, poller, this.cgroups, home);
    this.mains = new MainProcesses(this, os, poller);
    this.exits = new Exits(this, stopping);
    this.restarting = new Restarting(this);
    this.launching = new Launching(this);
    this.takeover = new Takeover(this, poller, spawning, this.cgroups);
    Branches branches = new Branches(this, os, loop, home);
    this.sideProcesses = new SideProcesses(this, poller, spawning, branches);
  }

  /** From another thread. */
  private void tellOf(String event) {
    loop.post(() -> log.line(event));
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

  public Stopping stopping() {
    return stopping;
  }

  public Restarting restarting() {
    return restarting;
  }

  public Launching launching() {
    return launching;
  }

  public Takeover takeover() {
    return takeover;
  }

  public SideProcesses sideProcesses() {
    return sideProcesses;
  }

  Drainer drainer() {
    return drainer;
  }

  PidFiles pidFiles() {
    return pidFiles;
  }

  /** From now on this one hears of every change. */
  public void observe(Observer observer) {
    observers.add(observer);
  }

  /** From now on this one gives out gear. */
  public void equipBy(Outfitter newOutfitter) {
    outfitter = newOutfitter;
  }

  /** From now on this one drains instances before they are stopped. */
  public void drainBy(Drainer newDrainer) {
    drainer = newDrainer;
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

  /**
   * From now on the init system runs it, as this service, and no event starts it any more; it is stopped. Empty: it is ours again, as
   * it is.
   *
   * @param gate the file without which the service does nothing; empty: there is none
   */
  public void handOver(Instance instance, String service, String gate) {
    instance.runsGated = instance.wanted() && !gate.isEmpty();
    instance.service = service;
    instance.gate = gate;
    if (!service.isEmpty()) {
      log.line(instance, "is the service '" + service + "' from now on");
      happen(instance, Event.STOP);
    }
    observers.all().forEach(observer -> observer.described(instance));
  }

  /** Replaces what the app is; what runs goes on as it was started. */
  public void redescribe(Instance instance, AppSpec app) {
    boolean otherSockets = !instance.app.listen().equals(app.listen());
    boolean otherPidFile =
        !instance.app.pidFile().equals(app.pidFile()) && instance.process != null;
    if (otherPidFile) {
      pidFiles.remove(instance); // nobody would know of it any more
    }
    instance.app = app;
    if (otherPidFile) {
      pidFiles.write(instance);
    }
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

  /** What it says of itself, for people to read. */
  public void remark(Instance instance, String text) {
    instance.remark = text;
  }

  /** Something happened: on to the next state, and do what that asks for. */
  public void happen(Instance instance, Event asked) {
    if (!instances.contains(instance)) {
      return;
    }
    // One whose place another has taken goes, whatever is asked of its name.
    Event wished = instance.superseded && asked.isWish() ? Event.DELETE : asked;
    Event allowed = instance.isService() ? ServiceRule.instead(wished) : wished;
    Event event = Restarting.afterStop(instance, allowed);
    if (event == Event.START || event == Event.RESTART) {
      instance.history = RestartHistory.startingAt(now());
    }
    Lifecycle.Step step = instance.state.on(event, mayHaveLeft(instance, event));
    boolean forgetsReason = event == Event.STOP && !instance.reason.isEmpty();
    boolean changesNothing = step.next().equals(instance.state) && step.actions().isEmpty();
    if (changesNothing && !forgetsReason && !isDown(event)) {
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
    boolean known = instance.unreached != null || instance.stopRun != null;
    return switch (event) {
      case EXIT_RESTART, DELAY_OVER -> known || tree && cgroups.inhabited(instance);
      default -> known || instance.unswept && (tree || instance.process != null);
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
      case ARM_RESTART -> restarting.arm(instance);
      case CANCEL_RESTART -> Restarting.cancel(instance);
      case REMOVE -> remove(instance);
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
}

package io.jstartup.supervisor.process;

import io.jstartup.model.AppSpec;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.Status;
import io.jstartup.platforms.os.Cgroup;
import io.jstartup.platforms.os.Exit;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.loop.Timer;
import io.jstartup.supervisor.restart.RestartDecision;
import io.jstartup.supervisor.restart.RestartHistory;
import io.jstartup.supervisor.state.Desired;
import io.jstartup.supervisor.state.Lifecycle;
import java.util.Optional;

/** One listed instance of an app and its process, when it has one. Mutable; touched by the loop's thread only. */
public final class Instance {
  int id;
  private final int number;
  private final String uniqueId;

  AppSpec app;
  String service;

  /** What the service does nothing without; empty: nothing. */
  String gate;

  /** Whether what has a gate is to run, whoever runs it. */
  boolean runsGated;

  Lifecycle state;
  ManagedProcess process;
  int lastPid;
  Optional<Cgroup> cgroup = Optional.empty();
  long startedNanos;
  long startedMillis;
  long createdMillis;
  int restarts;
  RestartHistory history;
  Exit lastExit;
  LastEnd lastEnd = LastEnd.NONE;
  String reason = "";
  String remark = "";
  String version = PackageVersion.UNKNOWN;
  long launchedAfter;
  long stoppingSinceMillis;
  Timer restartTimer;

  /** The process it may still have, which could not be adopted; null: none. */
  ProcessIdentity unreached;

  /** It ran since its last complete stop, so that processes of it may be there. */
  boolean unswept;

  /** The start at the end of the stop under way is a restart and not its first start after it was down. */
  boolean startsAgain;

  /** What comes after the stop under way, when that is no start at once; else null. */
  RestartDecision afterStop;

  /** Others may count on it, so that they have to see it leave. */
  boolean served;

  StopRun stopRun;

  /** How many processes it has had since it was listed by this supervisor. */
  long launches;

  /** Where its error log ended before it was started beside another one. */
  long errorsFrom;

  Beside beside = Beside.NOBODY;

  /** Its run was not ready in time. */
  boolean late;

  /** Its last start failed. */
  boolean notStarted;

  /** Another one has its place; it goes. */
  boolean superseded;

  final CpuMeter cpu = new CpuMeter();

  Instance(int id, SavedInstance saved, Lifecycle state, RestartHistory history) {
    this.id = id;
    this.number = saved.number();
    this.uniqueId = saved.uniqueId();
    this.app = saved.app();
    this.service = saved.service();
    this.gate = saved.gate();
    this.runsGated = saved.run() && !saved.gate().isEmpty();
    this.state = state;
    this.history = history;
  }

  /** {@code pm_id}. */
  public int id() {
    return id;
  }

  /** {@code pm_id} as its process is told it: the one that it will have. */
  public int toldId() {
    return beside.onTrial() ? beside.id() : id;
  }

  public long launches() {
    return launches;
  }

  public Beside beside() {
    return beside;
  }

  /** Whether its run was not ready within its listen_timeout, or what it asked for instead. */
  public boolean late() {
    return late;
  }

  /** Whether it is one of its app's instances, and neither about to become one nor about to go because another has its place. */
  public boolean counts() {
    return !beside.onTrial() && !superseded;
  }

  public String name() {
    return app.name();
  }

  public AppSpec app() {
    return app;
  }

  /** Which instance of its app, from 0. */
  public int number() {
    return number;
  }

  public String uniqueId() {
    return uniqueId;
  }

  /** The init system's own service that runs it; empty: the supervisor does. */
  public String service() {
    return service;
  }

  /** Whether it is not ours to run. */
  public boolean isService() {
    return !service.isEmpty();
  }

  public Lifecycle state() {
    return state;
  }

  public Status status() {
    return state.actual();
  }

  public boolean wanted() {
    return state.desired() == Desired.RUN;
  }

  /** 0 when it doesn't run. */
  public int pid() {
    return process == null ? 0 : process.identity().pid();
  }

  /** Clock ticks after boot; 0 when it doesn't run. */
  public long processStartTime() {
    return process == null ? 0 : process.identity().startTime();
  }

  /** When its last start was decided, on the clock of {@link #processStartTime}; 0 where that can't be told. */
  public long launchedAfter() {
    return launchedAfter;
  }

  /** Wall clock, ms since the epoch, of the last start; 0: never started. */
  public long startedMillis() {
    return startedMillis;
  }

  /** Whether its stop has failed, and is over when the last of its processes ends after all. */
  public boolean outlivedItsStop() {
    return stopRun != null && stopRun.course.isGivenUp();
  }

  /** Wall clock, ms since the epoch, when the stop under way, or its signal, was begun; 0 when there is none. */
  public long stoppingSinceMillis() {
    return stopRun == null ? 0 : stoppingSinceMillis;
  }

  /** Whether its stop has begun but its signal is still to come. */
  public boolean draining() {
    return stopRun != null && (stopRun.drain != null || stopRun.leaving);
  }

  /** What the stop under way leads to, when there is one. */
  public StopEnd stopEnd() {
    return StopEnd.of(this);
  }

  public long createdMillis() {
    return createdMillis;
  }

  public int restarts() {
    return restarts;
  }

  public int unstableRestarts() {
    return history.unstable();
  }

  public RestartHistory history() {
    return history;
  }

  /** Of the last run; null when there was none or it runs. */
  public Exit lastExit() {
    return lastExit;
  }

  /** Also while another process runs. */
  public LastEnd lastEnd() {
    return lastEnd;
  }

  /** Whether its last start failed, so that its last end is that of an earlier one. */
  public boolean notStarted() {
    return notStarted;
  }

  /** Why it is errored or waits; may be empty. */
  public String reason() {
    return reason;
  }

  /** What its run says of itself; may be empty. */
  public String remark() {
    return remark;
  }

  /** Of the app, as its package.json had it when the last run began or this supervisor took it over; else {@code N/A}. */
  public String version() {
    return version;
  }

  /** Whether it is down because its policy wants it so after its last end; a stop by the user makes it one that was stopped. */
  public boolean endedByItself() {
    return state.actual() == Status.STOPPED && !reason.isEmpty();
  }

  public long uptimeMillis(long nowNanos) {
    return process == null ? 0 : Math.max(0, (nowNanos - startedNanos) / 1_000_000);
  }

  public CpuMeter cpu() {
    return cpu;
  }

  /** What the dump says of it. */
  public SavedInstance saved() {
    return new SavedInstance(
        app, number, uniqueId, isService() ? runsGated : wanted(), service, gate);
  }
}

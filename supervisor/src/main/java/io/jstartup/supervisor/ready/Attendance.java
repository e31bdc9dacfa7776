package io.jstartup.supervisor.ready;

import io.jstartup.model.Status;
import io.jstartup.model.ready.ReadyPolicy;
import io.jstartup.supervisor.loop.Timer;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import java.time.Duration;

/** One run of an instance: waits until it is ready, at most its listen_timeout, and then looks whether it goes on well. */
final class Attendance {
  private final Supervision supervision;
  private final Instance instance;
  private final ReadyPolicy policy;
  private final Watchdog watchdog;
  private int pid;
  private Timer deadline;
  private boolean said;
  private boolean probed;
  private boolean online;

  /** Begins while the instance is launching, or online already when it was adopted. */
  Attendance(Supervision supervision, Instance instance) {
    this.supervision = supervision;
    this.instance = instance;
    this.policy = instance.app().ready();
    this.pid = instance.pid();
    this.said = !policy.waitReady();
    this.probed = policy.ready().isEmpty();
    this.watchdog = new Watchdog(supervision.loop(), policy.watchdog(), this::silent);
    if (instance.status() == Status.LAUNCHING) {
      waitAtMost(instance.app().listenTimeout().minusMillis(uptime()));
    }
  }

  static boolean asked(ReadyPolicy policy) {
    return !policy.equals(ReadyPolicy.AT_ONCE);
  }

  /** Whether this is about the run with this main process. */
  boolean of(int mainPid) {
    return pid == mainPid;
  }

  /** Its main process is another one now. */
  void follow(int mainPid) {
    pid = mainPid;
  }

  private void waitAtMost(Duration left) {
    deadline = supervision.loop().after(left.isNegative() ? Duration.ZERO : left, this::overdue);
  }

  /** It is given at least so long from now on to become ready. */
  void prolong(Duration time) {
    if (deadline != null && deadline.left(supervision.loop().clock()).compareTo(time) < 0) {
      deadline.cancel();
      waitAtMost(time);
    }
  }

  /** As PM2 has it: who is late is taken for online. */
  private void overdue() {
    deadline = null;
    supervision
        .log()
        .line(instance, "not ready after " + uptime() + " ms (listen_timeout), taken for online");
    supervision.ready(instance);
  }

  /** It says that it is ready. */
  void said() {
    if (online && policy.notifySocket()) {
      supervision.log().line(instance, "says that it is ready again");
    }
    said = true;
    readyIfAll();
  }

  /** It was asked, and is ready. */
  void probed() {
    probed = true;
    readyIfAll();
  }

  private void readyIfAll() {
    if (said && probed && instance.status() == Status.LAUNCHING) {
      supervision.log().line(instance, "ready after " + uptime() + " ms");
      supervision.ready(instance);
    }
  }

  void reloading() {
    supervision.log().line(instance, "says that it reloads");
  }

  /** What it does now is its own affair, until it ends. */
  void stopping() {
    supervision.log().line(instance, "says that it is stopping");
    watchdog.end();
  }

  void alive() {
    watchdog.fed();
  }

  void watchEvery(Duration time) {
    watchdog.every(time);
  }

  private void silent() {
    long millis = watchdog.period().toMillis();
    failed("restart watchdog", "no WATCHDOG=1 for " + millis + " ms (watchdog)");
  }

  /** It doesn't go on well. */
  void failed(String event, String why) {
    if (instance.state().runs()) {
      supervision.restart(instance, event, why);
    }
  }

  /** It is ready, however that was found. */
  void online() {
    if (!online) {
      online = true;
      cancelDeadline();
      watchdog.begin();
    }
  }

  /** Nothing more is to come of it. */
  void end() {
    cancelDeadline();
    watchdog.end();
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel();
      deadline = null;
    }
  }

  private long uptime() {
    return instance.uptimeMillis(supervision.loop().clock().nanos());
  }
}

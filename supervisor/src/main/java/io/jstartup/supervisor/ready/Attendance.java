package io.jstartup.supervisor.ready;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Status;
import io.jstartup.model.ready.Probe;
import io.jstartup.model.ready.ReadyPolicy;
import io.jstartup.supervisor.call.Answer;
import io.jstartup.supervisor.loop.Timer;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** One run of an instance: waits until it is ready, at most its listen_timeout, and then looks whether it goes on well. */
final class Attendance {
  private static final int MOST_FOLLOWED = 32;

  private final Supervision supervision;
  private final Instance instance;
  private final ReadyPolicy policy;
  private final Watchdog watchdog;
  private final Optional<Probing> readying;
  private final Optional<Probing> health;
  private int pid;
  private int followed;
  private Timer deadline;
  private boolean said;
  private boolean probed;
  private boolean online;
  private boolean reloading;
  private boolean stopping;
  private boolean ignored;
  private String lastAnswer = "";
  private OptionalLong lastHealthy = OptionalLong.empty();

  /** Begins while the instance is launching, or online already when it was adopted. */
  Attendance(Supervision supervision, Instance instance, Questions questions) {
    this.supervision = supervision;
    this.instance = instance;
    this.policy = instance.app().ready();
    this.pid = instance.pid();
    this.said = !policy.waitReady() && !instance.app().clusterWorker();
    this.probed = policy.ready().isEmpty();
    this.watchdog = new Watchdog(supervision.loop(), policy.watchdog(), this::silent);
    this.readying = probing(questions, policy.ready(), this::readyAnswered);
    this.health = probing(questions, policy.health(), this::healthAnswered);
    if (instance.status() == Status.LAUNCHING) {
      readying.ifPresent(it -> it.begin(Duration.ZERO));
      waitAtMost(instance.app().listenTimeout().minusMillis(uptime()));
    }
  }

  static boolean asked(AppSpec app) {
    return app.clusterWorker() || !app.ready().equals(ReadyPolicy.AT_ONCE);
  }

  /** Whether this is about the run with this main process. */
  boolean of(int mainPid) {
    return pid == mainPid;
  }

  /** Its main process is another one now. */
  void follow(int mainPid) {
    pid = mainPid;
  }

  /** Whether it may name another one: each costs a descriptor until that process ends. */
  boolean mayFollow() {
    return ++followed <= MOST_FOLLOWED;
  }

  private Optional<Probing> probing(
      Questions questions, Optional<Probe> probe, Probing.Listener listener) {
    return probe.map(
        it -> new Probing(supervision.loop(), it, questions.question(instance, it), listener));
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

  private void overdue() {
    deadline = null;
    supervision
        .log()
        .line(
            instance,
            "not ready after "
                + uptime()
                + " ms (listen_timeout)"
                + (instance.beside().onTrial() ? "" : ", taken for online")
                + (lastAnswer.isEmpty() ? "" : "; its ready probe: " + lastAnswer));
    supervision.launching().late(instance);
  }

  /** It says that it is ready. */
  void said() {
    if (reloading) {
      supervision.log().line(instance, "says that it is ready again");
    }
    reloading = false;
    said = true;
    readyIfAll();
  }

  /** Its program listens: that is a cluster worker's word, unless it is to give another one. */
  void listening() {
    said |= !policy.waitReady();
    readyIfAll();
  }

  private void readyAnswered(Answer answer, int row) {
    lastAnswer = answer.why();
    if (answer.good() && row >= policy.ready().orElseThrow().threshold()) {
      probed = true;
      readying.ifPresent(Probing::end);
      readyIfAll();
    }
  }

  private void healthAnswered(Answer answer, int row) {
    int threshold = policy.health().orElseThrow().threshold();
    if (answer.good()) {
      lastHealthy = OptionalLong.of(supervision.loop().clock().nanos());
      return;
    }
    if (row >= threshold) {
      String often = threshold == 1 ? "" : " (" + threshold + " times in a row)";
      String why = "its health probe failed" + often + ": " + answer.why();
      failed("restart unhealthy", why, lastHealthy);
    } else if (row == 1) {
      supervision.log().line(instance, "health probe failed: " + answer.why());
    }
  }

  private void readyIfAll() {
    if (said && probed && instance.status() == Status.LAUNCHING) {
      supervision.log().line(instance, "ready after " + uptime() + " ms");
      supervision.launching().ready(instance);
    }
  }

  void reloading() {
    if (!reloading) {
      supervision.log().line(instance, "says that it reloads");
    }
    reloading = true;
  }

  /** What it does now is its own affair, until it ends. */
  void stopping() {
    if (!stopping) {
      supervision.log().line(instance, "says that it is stopping");
    }
    stopping = true;
    watchdog.end();
    health.ifPresent(Probing::end);
  }

  /** What it says makes no sense; the first of it is logged, so that it can't fill the log. */
  void ignore(String what) {
    if (!ignored) {
      supervision.log().line(instance, "ignored " + what);
    }
    ignored = true;
  }

  void alive() {
    watchdog.fed();
  }

  void watchEvery(Duration time) {
    watchdog.every(time);
  }

  private void silent() {
    long millis = watchdog.period().toMillis();
    bitten("no WATCHDOG=1 for " + millis + " ms (watchdog)");
  }

  /** Its watchdog bites. */
  void bitten(String why) {
    failed("restart watchdog", why, watchdog.lastFedNanos());
  }

  /** It doesn't go on well, and did until then; empty: never. */
  private void failed(String event, String why, OptionalLong wellUntil) {
    if (instance.state().runs()) {
      long now = supervision.loop().clock().nanos();
      long since = now - instance.uptimeMillis(now) * 1_000_000;
      long well = wellUntil.isPresent() ? wellUntil.getAsLong() - since : 0;
      supervision.restarting().unwell(instance, event, why, Duration.ofNanos(Math.max(0, well)));
    }
  }

  /** It is ready, however that was found. */
  void online() {
    if (!online) {
      online = true;
      cancelDeadline();
      watchdog.begin();
      readying.ifPresent(Probing::end);
      health.ifPresent(it -> it.begin(it.probe().interval()));
    }
  }

  /** Nothing more is to come of it. */
  void end() {
    cancelDeadline();
    watchdog.end();
    readying.ifPresent(Probing::end);
    health.ifPresent(Probing::end);
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

package io.jstartup.supervisor.reload;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Status;
import java.time.Duration;

/** How an app is reloaded, and when a new process of it has proved itself. Pure. */
public final class ReloadRule {
  /** A proof takes no longer, however long min_uptime is. */
  static final Duration LONGEST_PROOF = Duration.ofSeconds(30);

  private ReloadRule() {}

  /** What a reload does with an instance. */
  public enum Way {
    /** A new process beside the old one, which goes when that one has proved itself. */
    BESIDE,
    /** A restart, and the next instance only when the new process has proved itself: two of them would want the same port. */
    ONE_BY_ONE,
    /** A restart. */
    RESTART,
    /** A restart, as none of it runs. */
    START
  }

  /** @param running how many instances of the app run */
  static Way way(AppSpec app, int running) {
    if (running == 0) {
      return Way.START;
    }
    if (!app.listen().isEmpty() || app.clusterWorker()) {
      return Way.BESIDE;
    }
    return running > 1 ? Way.ONE_BY_ONE : Way.RESTART;
  }

  /** Whether a process of the one description and one of the other can have the same port. */
  static boolean shares(AppSpec old, AppSpec app) {
    return !app.listen().isEmpty() || old.clusterWorker() && app.clusterWorker();
  }

  /** What is to be thought of a new process at a moment. */
  enum Verdict {
    WAIT,
    PROVEN,
    FAILED
  }

  /**
   * A verdict, with how long it holds or its reason.
   *
   * @param delay when to look again at the latest, if nothing happens
   */
  record Judgement(Verdict verdict, Duration delay, String why) {}

  /**
   * Judges a new process.
   *
   * @param late whether it was not ready in time, and may be online for that alone
   * @param uptime how long its process has been there
   */
  static Judgement judge(Status status, boolean late, Duration uptime, AppSpec app) {
    if (late) {
      String why = "it was not ready within its listen_timeout of ";
      return new Judgement(
          Verdict.FAILED, Duration.ZERO, why + app.listenTimeout().toMillis() + " ms");
    }
    return switch (status) {
      case LAUNCHING -> new Judgement(Verdict.WAIT, LONGEST_PROOF, "");
      case ONLINE -> online(uptime, app.restart().minUptime());
      case ERRORED, STOPPED, STOPPING, WAITING_RESTART ->
          new Judgement(Verdict.FAILED, Duration.ZERO, "it is " + status.word());
    };
  }

  private static Judgement online(Duration uptime, Duration minUptime) {
    Duration wanted = minUptime.compareTo(LONGEST_PROOF) < 0 ? minUptime : LONGEST_PROOF;
    return uptime.compareTo(wanted) >= 0
        ? new Judgement(Verdict.PROVEN, Duration.ZERO, "")
        : new Judgement(Verdict.WAIT, wanted.minus(uptime), "");
  }
}

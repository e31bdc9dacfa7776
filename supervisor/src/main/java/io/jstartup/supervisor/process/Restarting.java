package io.jstartup.supervisor.process;

import io.jstartup.supervisor.restart.RestartDecision;
import io.jstartup.supervisor.restart.RestartDecision.Verdict;
import io.jstartup.supervisor.restart.RestartHistory;
import io.jstartup.supervisor.restart.RestartRule;
import io.jstartup.supervisor.state.Desired;
import io.jstartup.supervisor.state.Event;
import java.time.Duration;
import java.util.function.BiPredicate;

/** Restarts for reasons of our own, each told to the outside, and the waits before a restart. On the loop's thread only. */
public final class Restarting {
  private final Supervision supervision;
  private BiPredicate<Instance, String> reloader = (instance, why) -> false;

  Restarting(Supervision supervision) {
    this.supervision = supervision;
  }

  /** @param by begins a reload of one instance for a reason; false where that is no use */
  public void reloadBy(BiPredicate<Instance, String> by) {
    reloader = by;
  }

  /**
   * Stops and starts it for a reason of our own.
   *
   * @param event what is told to the outside
   */
  public void restart(Instance instance, String event, String why) {
    boolean ran = instance.state.runs();
    restartAnew(instance, event, why);
    if (ran && !instance.isService()) {
      instance.history = RestartHistory.goingOnAt(supervision.now());
    }
  }

  /** The same for what is another program from now on, as its files have changed: with no history, as when the user restarts it. */
  public void restartAnew(Instance instance, String event, String why) {
    if (instance.isService()) {
      return;
    }
    supervision.log().line(instance, "restarting: " + why);
    instance.reason = why;
    supervision.observers().happened(event, instance, instance.pid(), why);
    supervision.happen(instance, Event.RESTART);
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
            instance.app.restart(),
            instance.history,
            why,
            well,
            instance.startedNanos,
            supervision.now());
    instance.history = decision.history();
    instance.reason = decision.reason();
    boolean givenUp = decision.verdict() == Verdict.GIVE_UP;
    long delay = decision.delay().toMillis();
    String what =
        givenUp ? "giving it up" : delay == 0 ? "restarting" : "restarting in " + delay + " ms";
    supervision.log().line(instance, what + ": " + decision.reason());
    instance.afterStop = givenUp || delay > 0 ? decision : null;
    supervision.observers().happened(event, instance, instance.pid(), why);
    supervision.happen(instance, Event.UNWELL);
  }

  /**
   * As {@link #unwell}, for one that needs to begin anew: by a new process beside the old one where there can be one. One that needs that
   * again and again comes back later and later.
   */
  public void replace(Instance instance, String event, String why) {
    if (instance.isService()) {
      return;
    }
    if (reloader.test(instance, why)) {
      supervision.observers().happened(event, instance, instance.pid(), why);
    } else {
      Duration well = Duration.ofMillis(instance.uptimeMillis(supervision.now()));
      unwell(instance, event, why, well);
    }
  }

  /** What comes after a stop for the sake of {@link #unwell}. */
  static Event afterStop(Instance instance, Event event) {
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
    return event.isWish() || event == Event.DELETE || event == Event.ALL_GONE;
  }

  /** Its next start is after the delay that its history asks for. */
  void arm(Instance instance) {
    instance.restartTimer =
        supervision
            .loop()
            .after(instance.history.delay(instance.app.restart()), () -> due(instance));
  }

  private void due(Instance instance) {
    instance.restartTimer = null;
    supervision.happen(instance, Event.DELAY_OVER);
  }

  /** Nothing when there is none. */
  static void cancel(Instance instance) {
    if (instance.restartTimer != null) {
      instance.restartTimer.cancel();
      instance.restartTimer = null;
    }
  }
}

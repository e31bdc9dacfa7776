package io.jstartup.supervisor.process;

import io.jstartup.platforms.os.Exit;
import io.jstartup.supervisor.restart.RestartDecision;
import io.jstartup.supervisor.restart.RestartDecision.Verdict;
import io.jstartup.supervisor.restart.RestartRule;
import io.jstartup.supervisor.state.Desired;
import io.jstartup.supervisor.state.Event;
import java.time.Duration;

/**
 * What the end of a main process leads to: while the app is to run what its restart policy says, else one step more of the stop under
 * way. Each end is told to the observers, and its reason kept with the instance. On the loop's thread only.
 */
public final class Exits {
  private final Supervision supervision;
  private final Stopping stopping;

  Exits(Supervision supervision, Stopping stopping) {
    this.supervision = supervision;
    this.stopping = stopping;
  }

  /** Its main process has ended like that. */
  void ended(Instance instance, Exit exit) {
    boolean replaced = !instance.state.runs() && instance.state.desired() == Desired.RUN;
    instance.lastEnd =
        LastEnd.now(
            RestartRule.describe(exit),
            instance.uptimeMillis(supervision.now()),
            replaced ? instance.reason : "");
    instance.process = null;
    instance.lastExit = exit;
    supervision
        .observers()
        .happened("exit", instance, instance.lastPid, RestartRule.describe(exit));
    if (instance.state.runs()) {
      decide(instance, exit);
      return;
    }
    if (instance.state.desired() != Desired.RUN) {
      supervision.pidFiles().remove(instance);
    }
    supervision.log().line(instance, "pid " + instance.lastPid + " " + instance.lastEnd.text());
    supervision.observers().changed(instance);
    stopping.mainGone(instance);
  }

  /** What its end leads to. Also for one that ended while no supervisor watched. */
  public void decide(Instance instance, Exit exit) {
    RestartDecision decision =
        instance.beside.onTrial()
            ? onTrial(instance, exit)
            : RestartRule.decide(
                instance.app.restart(),
                instance.history,
                exit,
                instance.startedNanos,
                supervision.now());
    instance.history = decision.history();
    instance.reason = FinalReason.of(instance, decision, exit, supervision.outputs());
    String end = "pid " + instance.lastPid + " " + instance.reason;
    if (decision.verdict() != Verdict.RESTART || !decision.delay().isZero()) {
      supervision.pidFiles().remove(instance);
    }
    switch (decision.verdict()) {
      case GIVE_UP -> {
        supervision.log().line(instance, end + "; errored, not restarted");
        supervision.happen(instance, Event.EXIT_GIVE_UP);
      }
      case STAY_DOWN -> {
        supervision.log().line(instance, end + "; not restarted");
        supervision.happen(instance, Event.EXIT_STAY);
      }
      case RESTART -> {
        boolean now = decision.delay().isZero();
        supervision
            .log()
            .line(
                instance,
                end
                    + (now
                        ? "; restarting"
                        : "; restarting in " + decision.delay().toMillis() + " ms"));
        supervision.happen(instance, now ? Event.EXIT_RESTART : Event.EXIT_WAIT);
      }
    }
  }

  /** Another one still does its work. */
  private static RestartDecision onTrial(Instance instance, Exit exit) {
    String why = RestartRule.describe(exit);
    return new RestartDecision(Verdict.GIVE_UP, Duration.ZERO, why, instance.history);
  }
}

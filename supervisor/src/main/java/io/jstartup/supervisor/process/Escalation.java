package io.jstartup.supervisor.process;

import io.jstartup.supervisor.state.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings each stop under way to its next stage when its time is over, as its {@link StopCourse} has it: the app's kill_timeout, SIGKILL,
 * and the end of our patience. A stop has one deadline at a time.
 */
final class Escalation {
  /** A program whose last server is closed has nothing that keeps it. */
  private static final Duration END_BY_ITSELF = Duration.ofMillis(100);

  private final Supervision supervision;
  private final Stopping stopping;
  private final StopMembers members;

  Escalation(Supervision supervision, Stopping stopping, StopMembers members) {
    this.supervision = supervision;
    this.stopping = stopping;
    this.members = members;
  }

  /** @param left of its kill_timeout */
  void begin(StopRun run, Duration left) {
    run.course = StopCourse.begun(supervision.now(), left);
    run.deadline = supervision.loop().after(left, () -> escalate(run));
  }

  /** It has its signal, and all of its time from now on: on a busy machine the reading before takes some, which is not the app's. */
  void signalled(StopRun run) {
    follow(run, StopCourse.begun(supervision.now(), run.instance.app().stop().timeout()));
  }

  /** It is signalled only now, after all that it was spared before, and has all of its time from now on. */
  void beginAnew(StopRun run) {
    Duration timeout = run.instance.app().stop().timeout();
    follow(run, run.course.begunAnew(supervision.now(), timeout));
  }

  /** Nothing once it is being killed, or when it has more time than that. */
  void prolong(StopRun run, Duration time) {
    follow(run, run.course.prolonged(supervision.now(), time));
  }

  /** It has only so much more time for its work, before the signal that it was spared. */
  void hasten(StopRun run) {
    run.deadline.cancel();
    run.deadline = supervision.loop().after(END_BY_ITSELF, () -> escalate(run));
  }

  private void follow(StopRun run, StopCourse course) {
    if (!course.equals(run.course)) {
      run.deadline.cancel();
      run.course = course;
      run.deadline = supervision.loop().after(course.left(supervision.now()), () -> escalate(run));
    }
  }

  private void escalate(StopRun run) {
    if (run.leaving) {
      stopping.signalAfterAll(run);
      return;
    }
    long now = supervision.now();
    StopCourse next = run.course.at(now);
    if (next.equals(run.course)) {
      run.deadline = supervision.loop().after(next.left(now), () -> escalate(run));
      return;
    }
    if (next.stage() == StopCourse.Stage.GIVEN_UP) {
      run.course = next;
      giveUp(run);
      return;
    }
    long given = run.instance.app().stop().timeout().toMillis();
    long waited = Math.max(given, run.course.millisSinceBegin(run.course.dueNanos()));
    follow(run, next);
    supervision.log().line(run.instance, "still there after " + waited + " ms, sending SIGKILL");
    members.kill(run);
    stopping.checkIfQuiet(run);
  }

  /** Whoever asked for it is not kept waiting. It is waited for all the same, and what was asked is done when it has ended. */
  private void giveUp(StopRun run) {
    List<Integer> left = new ArrayList<>(run.members.keySet());
    if (run.instance.process != null) {
      left.add(0, run.instance.pid());
    }
    run.instance.reason =
        (left.isEmpty() ? "processes that can't be reached" : "pid " + left)
            + (" still there " + StopCourse.KILL_GRACE.toMillis() + " ms after SIGKILL; ")
            + whenItEnds(run.instance);
    supervision.log().line(run.instance, "errored: " + run.instance.reason);
    supervision.happen(run.instance, Event.STOP_FAILED);
  }

  private static String whenItEnds(Instance instance) {
    return switch (instance.state().desired()) {
      case RUN -> "it is started again once that has ended";
      case STOP -> "it is stopped once that has ended";
      case FORGET -> "it is deleted once that has ended";
    };
  }
}

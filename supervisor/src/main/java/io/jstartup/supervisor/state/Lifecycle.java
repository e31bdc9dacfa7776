package io.jstartup.supervisor.state;

import static io.jstartup.model.Status.ERRORED;
import static io.jstartup.model.Status.LAUNCHING;
import static io.jstartup.model.Status.ONLINE;
import static io.jstartup.model.Status.STOPPED;
import static io.jstartup.model.Status.STOPPING;
import static io.jstartup.model.Status.WAITING_RESTART;

import io.jstartup.model.Status;
import java.util.List;

/**
 * The states of an instance and what leads from one to the next: one pure function, read it as a table. A pair of state and event that
 * is not in the table changes nothing: a late timer, or an exit that was already accounted for.
 *
 * <p>A restart is a stop whose desired state stays {@link Desired#RUN}: when everything is gone it is started again. So whatever is
 * asked while a stop is under way takes effect at its end, and the last request wins; also when that end comes after the stop was given
 * up, which leaves the instance errored and in sight, and its desired state as it is. What is down may have left processes behind,
 * when it ended by itself or its last stop failed: those are stopped before anything else is done to it.
 */
public record Lifecycle(Status actual, Desired desired) {
  /** A state and what to do on entering it, in order. */
  public record Step(Lifecycle next, List<Action> actions) {}

  /** For one that has left nothing behind. */
  public Step on(Event event) {
    return on(event, false);
  }

  /** @param leftovers whether processes of its last run may be there, though it is down */
  public Step on(Event event, boolean leftovers) {
    return switch (event) {
      case START -> start(leftovers);
      case RESTART -> restart(leftovers);
      case STOP -> stop(leftovers);
      case DELETE -> delete(leftovers);
      case READY -> actual == LAUNCHING ? to(ONLINE) : stay();
      case SPAWN_FAILED -> actual == LAUNCHING ? to(ERRORED) : stay();
      case SPAWN_WAIT -> actual == LAUNCHING ? to(WAITING_RESTART, Action.ARM_RESTART) : stay();
      case EXIT_RESTART -> runs() ? spawn(leftovers) : stay();
      case EXIT_WAIT -> runs() ? to(WAITING_RESTART, Action.ARM_RESTART) : stay();
      // Its policy takes this end for a stop: saved now, it comes back stopped.
      case EXIT_STAY -> runs() ? wanting(Desired.STOP).to(STOPPED) : stay();
      case EXIT_GIVE_UP -> runs() ? to(ERRORED) : stay();
      case DELAY_OVER -> actual == WAITING_RESTART ? spawn(leftovers) : stay();
      case UNWELL -> runs() ? to(STOPPING, Action.STOP_PROCESSES) : stay();
      case GONE_WAIT -> comesBack() ? to(WAITING_RESTART, Action.ARM_RESTART) : on(Event.ALL_GONE);
      case GONE_GIVE_UP -> comesBack() ? to(ERRORED) : on(Event.ALL_GONE);
      case ALL_GONE -> ends() ? allGone() : stay();
      case STOP_FAILED -> actual == STOPPING ? to(ERRORED) : stay();
    };
  }

  /** Whether a process runs that nobody asked to stop. */
  public boolean runs() {
    return actual == LAUNCHING || actual == ONLINE;
  }

  private boolean comesBack() {
    return ends() && desired == Desired.RUN;
  }

  /** Or has failed to end in time, and may still do so. */
  private boolean ends() {
    return actual == STOPPING || actual == ERRORED;
  }

  /** Whether nothing more happens without a request or an exit. */
  public boolean settled() {
    return actual == ONLINE || actual == STOPPED || actual == ERRORED;
  }

  private Step start(boolean leftovers) {
    Lifecycle wanted = wanting(Desired.RUN);
    return switch (actual) {
      case LAUNCHING, ONLINE, STOPPING -> wanted.stay();
      case STOPPED, ERRORED -> wanted.spawn(leftovers);
      case WAITING_RESTART ->
          leftovers
              ? wanted.to(STOPPING, Action.CANCEL_RESTART, Action.STOP_PROCESSES)
              : wanted.to(LAUNCHING, Action.CANCEL_RESTART, Action.SPAWN);
    };
  }

  private Step spawn(boolean leftovers) {
    return leftovers ? to(STOPPING, Action.STOP_PROCESSES) : to(LAUNCHING, Action.SPAWN);
  }

  private Step restart(boolean leftovers) {
    return runs() ? wanting(Desired.RUN).to(STOPPING, Action.STOP_PROCESSES) : start(leftovers);
  }

  private Step stop(boolean leftovers) {
    Lifecycle wanted = wanting(Desired.STOP);
    return switch (actual) {
      case LAUNCHING, ONLINE -> wanted.to(STOPPING, Action.STOP_PROCESSES);
      case STOPPING -> wanted.stay();
      case STOPPED, ERRORED ->
          leftovers ? wanted.to(STOPPING, Action.STOP_PROCESSES) : wanted.to(STOPPED);
      // What the last run left behind goes too, so this is a whole stop.
      case WAITING_RESTART -> wanted.to(STOPPING, Action.CANCEL_RESTART, Action.STOP_PROCESSES);
    };
  }

  private Step delete(boolean leftovers) {
    Lifecycle wanted = wanting(Desired.FORGET);
    return switch (actual) {
      case LAUNCHING, ONLINE -> wanted.to(STOPPING, Action.STOP_PROCESSES);
      case STOPPING -> wanted.stay();
      case STOPPED, ERRORED ->
          leftovers
              ? wanted.to(STOPPING, Action.STOP_PROCESSES)
              : wanted.to(STOPPED, Action.REMOVE);
      case WAITING_RESTART -> wanted.to(STOPPING, Action.CANCEL_RESTART, Action.STOP_PROCESSES);
    };
  }

  private Step allGone() {
    return switch (desired) {
      case RUN -> to(LAUNCHING, Action.SPAWN);
      case STOP -> to(STOPPED);
      case FORGET -> to(STOPPED, Action.REMOVE);
    };
  }

  private Lifecycle wanting(Desired newDesired) {
    return new Lifecycle(actual, newDesired);
  }

  private Step to(Status newActual, Action... actions) {
    return new Step(new Lifecycle(newActual, desired), List.of(actions));
  }

  private Step stay() {
    return new Step(this, List.of());
  }
}

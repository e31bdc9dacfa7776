package io.jstartup.supervisor.process;

import io.jstartup.model.AppSpec;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.Status;
import io.jstartup.supervisor.restart.RestartHistory;
import io.jstartup.supervisor.state.Desired;
import io.jstartup.supervisor.state.Event;
import io.jstartup.supervisor.state.Lifecycle;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One instance taking another's place. Each step is written down before the next one begins: the new one is listed before it is
 * started, and has the other's place before that is stopped. So whoever takes over in the midst of it knows which of the two goes.
 */
public final class Succession {
  private static final int MOST_LINES = 15;

  private final Supervision supervision;

  Succession(Supervision supervision) {
    this.supervision = supervision;
  }

  /**
   * Starts a process of the same number beside a running one, under an id of its own for the time being.
   *
   * @param app what the new one is
   */
  public Instance begin(Instance old, AppSpec app) {
    Instances instances = supervision.instances();
    SavedInstance saved = new SavedInstance(app, old.number(), UUID.randomUUID().toString(), true);
    Instance next =
        instances.addBeside(
            saved,
            new Lifecycle(Status.STOPPED, Desired.RUN),
            RestartHistory.startingAt(supervision.now()));
    next.beside = new Beside(old.uniqueId(), old.id(), false);
    next.createdMillis = System.currentTimeMillis();
    next.errorsFrom = LastErrorLine.end(supervision.outputs().errorFile(app, next.uniqueId()));
    supervision.observers().described(next);
    supervision.log().line(next, "starting beside id " + old.id() + " to take its place");
    supervision.happen(next, Event.START);
    return next;
  }

  /** Gives it the other's id and place. The other one is stopped and forgotten in a later turn. */
  public void promote(Instance next, Instance old) {
    supervision.instances().swap(next, old);
    next.beside = next.beside.proved();
    next.createdMillis = old.createdMillis;
    next.restarts = old.restarts + 1;
    if (!old.app.pidFile().equals(next.app.pidFile())) {
      supervision.pidFiles().remove(old);
    }
    old.superseded = true;
    supervision.observers().described(next);
    supervision.observers().described(old);
    supervision.pidFiles().write(next);
    supervision.observers().changed(next);
    supervision.log().line(next, "has taken the place of pid " + old.pid());
    supervision.observers().happened("reload", next, next.pid(), "");
    supervision.loop().post(() -> retire(old));
  }

  /** What it wrote last to its error log, fit for a terminal; empty when that is nothing. */
  public List<String> lastWords(Instance next) {
    String file = supervision.outputs().errorFile(next.app, next.uniqueId());
    boolean own = !file.equals(next.app.logs().error());
    return LastErrorLine.lines(file, own ? 0 : next.errorsFrom, MOST_LINES);
  }

  /** It has a new process, in whatever way. */
  public void reloaded(Instance instance) {
    supervision.observers().happened("reload", instance, instance.pid(), "");
  }

  private void retire(Instance old) {
    supervision.happen(old, Event.DELETE);
  }

  /** Of every pair that a predecessor left, one half goes. */
  public void settle() {
    for (Instance next : new ArrayList<>(supervision.instances().all())) {
      if (!next.beside.uniqueId().isEmpty()) {
        settle(next);
      }
    }
  }

  private void settle(Instance next) {
    Instance old = supervision.instances().withUniqueId(next.beside.uniqueId());
    if (old == null) {
      next.beside = Beside.NOBODY;
      supervision.observers().changed(next);
    } else if (next.beside.proven()) {
      old.superseded = true;
      supervision.happen(old, Event.DELETE);
    } else {
      supervision.log().line(next, "its reload was cut short, id " + old.id() + " stays");
      supervision.happen(next, Event.DELETE);
    }
  }

  /** The place is its own once the other one is gone. */
  void gone(Instance old) {
    for (Instance next : supervision.instances().all()) {
      if (next.beside.proven() && next.beside.uniqueId().equals(old.uniqueId())) {
        next.beside = Beside.NOBODY;
        supervision.observers().changed(next);
      }
    }
  }
}

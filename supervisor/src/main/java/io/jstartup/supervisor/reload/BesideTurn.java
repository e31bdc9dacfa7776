package io.jstartup.supervisor.reload;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Status;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.reload.ReloadRule.Judgement;
import io.jstartup.supervisor.state.Desired;
import io.jstartup.supervisor.state.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The new process proves itself beside the old one, takes its place, and the old one is stopped. Once proved it waits with that until
 * the old ones of earlier turns have ended.
 */
final class BesideTurn implements Turn {
  private final Supervision supervision;
  private final Instance old;
  private final Instance fresh;
  private final BooleanSupplier mayLeave;
  private boolean promoted;
  private String failure = "";
  private List<String> lastLines = List.of();
  private Optional<Duration> next = Optional.empty();

  /** @param mayLeave whether the old process may be stopped now; a later {@link #look} asks again */
  BesideTurn(Supervision supervision, Instance old, AppSpec app, BooleanSupplier mayLeave) {
    this.supervision = supervision;
    this.old = old;
    this.mayLeave = mayLeave;
    this.fresh = supervision.succession().begin(old, app);
  }

  @Override
  public void look() {
    next = Optional.empty();
    if (promoted || !failure.isEmpty() || done()) {
      return;
    }
    if (!listed(old) || old.state().desired() != Desired.RUN) {
      abandon("id " + old.id() + " was stopped meanwhile");
    } else if (!listed(fresh) || fresh.state().desired() != Desired.RUN) {
      abandon("its new process was stopped meanwhile");
    } else {
      judge();
    }
  }

  private void judge() {
    long now = supervision.loop().clock().nanos();
    Duration uptime = Duration.ofMillis(fresh.uptimeMillis(now));
    Judgement judgement = ReloadRule.judge(fresh.status(), fresh.late(), uptime, fresh.app());
    switch (judgement.verdict()) {
      case WAIT -> next = Optional.of(judgement.delay());
      case PROVEN -> promote();
      case FAILED -> {
        boolean told = fresh.status() != Status.LAUNCHING && !fresh.reason().isEmpty();
        fail(told ? fresh.reason() : judgement.why());
      }
    }
  }

  private void promote() {
    if (mayLeave.getAsBoolean()) {
      promoted = true;
      supervision.succession().promote(fresh, old);
    }
  }

  private void fail(String why) {
    lastLines = supervision.succession().lastWords(fresh);
    int last = lastLines.size() - 1;
    failure = last < 0 ? why : why + "; last error line: " + lastLines.get(last);
    supervision.log().line(fresh, "its reload failed: " + failure);
    supervision.happen(fresh, Event.DELETE);
  }

  @Override
  public void abandon(String why) {
    if (!promoted && failure.isEmpty()) {
      failure = why;
      supervision.happen(fresh, Event.DELETE);
    }
  }

  @Override
  public Optional<Duration> next() {
    return next;
  }

  @Override
  public boolean done() {
    Instance leaving = promoted ? old : fresh;
    return (promoted || !failure.isEmpty())
        && (!listed(leaving) || leaving.status() == Status.ERRORED);
  }

  /** The next one's new process starts while the old one of this one ends. */
  @Override
  public boolean free() {
    return promoted || done();
  }

  /** What the old process may have left behind is looked for meanwhile. */
  @Override
  public boolean leaving() {
    return promoted && old.pid() != 0;
  }

  @Override
  public List<String> lastLines() {
    return lastLines;
  }

  /** One that can't be stopped stays in sight. */
  @Override
  public String failure() {
    boolean left = promoted && listed(old) && old.status() == Status.ERRORED;
    return left ? "its old process (id " + old.id() + ") is left: " + old.reason() : failure;
  }

  @Override
  public Instance holder() {
    return promoted ? fresh : old;
  }

  private boolean listed(Instance instance) {
    return supervision.instances().contains(instance);
  }
}

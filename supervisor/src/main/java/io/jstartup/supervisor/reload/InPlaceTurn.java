package io.jstartup.supervisor.reload;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Status;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.reload.ReloadRule.Judgement;
import io.jstartup.supervisor.reload.ReloadRule.Verdict;
import io.jstartup.supervisor.state.Desired;
import io.jstartup.supervisor.state.Event;
import java.time.Duration;
import java.util.Optional;

/** A restart, and the new process proves itself where others wait for that. */
final class InPlaceTurn implements Turn {
  private final Supervision supervision;
  private final Instance instance;
  private final boolean proof;
  private final long before;
  private boolean done;
  private String failure = "";
  private Optional<Duration> next = Optional.empty();

  InPlaceTurn(Supervision supervision, Instance instance, AppSpec app, boolean proof) {
    this.supervision = supervision;
    this.instance = instance;
    this.proof = proof;
    this.before = instance.launches();
    if (!app.equals(instance.app())) {
      supervision.redescribe(instance, app);
    }
    supervision.happen(instance, Event.RESTART);
  }

  @Override
  public void look() {
    next = Optional.empty();
    if (done) {
      return;
    }
    if (!supervision.instances().contains(instance)
        || instance.state().desired() != Desired.RUN && !instance.endedByItself()) {
      end("it was stopped meanwhile");
    } else if (instance.launches() > before) {
      judge();
    } else if (instance.status() == Status.ERRORED
        || instance.status() == Status.WAITING_RESTART) { // its new process could not be started
      end(instance.reason());
    }
  }

  private void judge() {
    long now = supervision.loop().clock().nanos();
    boolean again = instance.launches() > before + 1;
    Duration uptime =
        proof ? Duration.ofMillis(instance.uptimeMillis(now)) : ReloadRule.LONGEST_PROOF;
    boolean late = proof && instance.late();
    Judgement judgement = ReloadRule.judge(instance.status(), late, uptime, instance.app());
    if (proof && again) {
      end("its new process ended: " + instance.lastEnd().text());
    } else if (judgement.verdict() == Verdict.FAILED) {
      end(instance.reason().isEmpty() ? judgement.why() : instance.reason());
    } else if (judgement.verdict() == Verdict.PROVEN) {
      end("");
    } else {
      next = Optional.of(judgement.delay());
    }
  }

  private void end(String why) {
    failure = why;
    done = true;
    if (why.isEmpty()) {
      supervision.succession().reloaded(instance);
    }
  }

  @Override
  public void abandon(String why) {
    if (!done) {
      end(why);
    }
  }

  @Override
  public Optional<Duration> next() {
    return next;
  }

  @Override
  public boolean done() {
    return done;
  }

  @Override
  public String failure() {
    return failure;
  }

  @Override
  public Instance holder() {
    return instance;
  }
}

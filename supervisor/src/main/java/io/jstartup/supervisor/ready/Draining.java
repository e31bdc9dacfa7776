package io.jstartup.supervisor.ready;

import io.jstartup.model.DrainPolicy;
import io.jstartup.supervisor.call.Answer;
import io.jstartup.supervisor.call.Calls;
import io.jstartup.supervisor.call.Http;
import io.jstartup.supervisor.loop.Timer;
import io.jstartup.supervisor.process.Drain;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import java.time.Duration;

/** The call and the wait before one stop. */
final class Draining implements Drain {
  private final Supervision supervision;
  private final Instance instance;
  private final DrainPolicy policy;
  private final Runnable done;
  private Timer timer;
  private Question question;
  private boolean calling;

  /** Begins. */
  Draining(
      Supervision supervision, Instance instance, DrainPolicy policy, Calls calls, Runnable done) {
    this.supervision = supervision;
    this.instance = instance;
    this.policy = policy;
    this.done = done;
    if (policy.http().isPresent()) {
      call(policy.http().get(), calls);
    } else {
      pause();
    }
  }

  private void call(String address, Calls calls) {
    calling = true;
    int millis = (int) policy.timeout().toMillis();
    timer = supervision.loop().after(policy.timeout(), () -> late(address, millis));
    question = new CallQuestion(supervision, calls, () -> Http.post(address), policy.timeout());
    question.ask(this::answered);
  }

  private void late(String address, int millis) {
    answered(Answer.bad(address + ": no answer within " + millis + " ms"));
  }

  private void answered(Answer answer) {
    if (!calling) {
      return;
    }
    end();
    if (!answer.good()) {
      supervision.log().line(instance, "drain failed, stopping it all the same: " + answer.why());
    }
    pause();
  }

  private void pause() {
    Duration delay = policy.delay();
    timer = supervision.loop().after(delay, done);
  }

  @Override
  public void giveUp() {
    end();
  }

  /** A call that comes too late would reach the next process. */
  private void end() {
    timer.cancel();
    if (calling) {
      calling = false;
      question.end();
    }
  }
}

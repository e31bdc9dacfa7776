package io.jstartup.supervisor.ready;

import io.jstartup.model.DrainPolicy;
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

  /** Read by the thread that asks: a call that comes too late would reach the next process. */
  private volatile boolean calling;

  /** Begins. */
  Draining(
      Supervision supervision,
      Instance instance,
      DrainPolicy policy,
      Questions questions,
      Runnable done) {
    this.supervision = supervision;
    this.instance = instance;
    this.policy = policy;
    this.done = done;
    if (policy.http().isPresent()) {
      call(policy.http().get(), questions);
    } else {
      pause();
    }
  }

  private void call(String address, Questions questions) {
    calling = true;
    int millis = (int) policy.timeout().toMillis();
    timer = supervision.loop().after(policy.timeout(), () -> late(address, millis));
    questions.waiting(() -> calling ? Http.post(address, millis) : Answer.GOOD).ask(this::answered);
  }

  private void late(String address, int millis) {
    answered(Answer.bad(address + ": no answer within " + millis + " ms"));
  }

  private void answered(Answer answer) {
    if (!calling) {
      return;
    }
    calling = false;
    timer.cancel();
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
    calling = false;
    timer.cancel();
  }
}

package io.jstartup.supervisor.trigger;

import io.jstartup.model.Status;
import io.jstartup.supervisor.loop.Timer;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Observer;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.state.Desired;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.BooleanSupplier;

/**
 * {@code cron_restart}: restarts an instance at its times, and starts it when it is down: ended, errored or stopped, as PM2 does. Times
 * that passed while the machine slept, or in a leap of its clock, are made up for by one restart. Plans nothing while no app asks for it.
 */
public final class CronRestarts implements Observer {
  /** The wall clock may be set while we wait, so it is looked at again. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final Supervision supervision;
  private final InstantSource clock;
  private final BooleanSupplier ending;
  private final CronPlan<Instance> plan;
  private Timer timer;

  /**
   * Plans nothing before it hears of an instance.
   *
   * @param zone of all patterns
   * @param ending true: the supervisor stops everything, so nothing is started any more
   */
  public CronRestarts(
      Supervision supervision, InstantSource clock, ZoneId zone, BooleanSupplier ending) {
    this.supervision = supervision;
    this.clock = clock;
    this.ending = ending;
    this.plan = new CronPlan<>(zone);
  }

  @Override
  public void described(Instance instance) {
    String text = instance.app().restart().cron();
    try {
      if (plan.put(instance, text, clock.instant())) {
        arm();
      }
    } catch (IllegalArgumentException e) {
      String why = "cron_restart '" + text + "' has no effect: " + e.getMessage();
      supervision.log().line(instance, why);
    }
  }

  @Override
  public void changed(Instance instance) {
    // what it does at the moment is no matter
  }

  @Override
  public void removed(Instance instance) {
    if (plan.remove(instance)) {
      arm();
    }
  }

  private void arm() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    plan.soonest().ifPresent(next -> timer = supervision.loop().after(waitFor(next), this::look));
  }

  private Duration waitFor(Instant next) {
    Duration left = Duration.between(clock.instant(), next);
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    return left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
  }

  /** Whoever asked for that waits for its end; what is down already is started, as PM2 does it. */
  private static boolean isBeingStopped(Instance instance) {
    boolean under = instance.status() == Status.STOPPING || instance.outlivedItsStop();
    return under && instance.state().desired() != Desired.RUN;
  }

  private void look() {
    timer = null;
    for (Instance instance : plan.due(clock.instant())) {
      if (!isBeingStopped(instance) && !ending.getAsBoolean()) {
        String text = instance.app().restart().cron();
        supervision
            .restarting()
            .restart(instance, "restart", "its cron_restart '" + text + "' says so");
      }
    }
    arm();
  }
}

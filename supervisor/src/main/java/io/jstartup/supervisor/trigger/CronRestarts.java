package io.jstartup.supervisor.trigger;

import io.jstartup.model.cron.CronPattern;
import io.jstartup.supervisor.loop.Timer;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Observer;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.state.Desired;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final ZoneId zone;
  private final BooleanSupplier ending;
  private final Map<Instance, Planned> planned = new LinkedHashMap<>();
  private Timer timer;

  private record Planned(String text, CronPattern pattern, Instant next) {}

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
    this.zone = zone;
    this.ending = ending;
  }

  @Override
  public void described(Instance instance) {
    String text = instance.app().restart().cron();
    Planned before = planned.get(instance);
    if (before == null ? text.isEmpty() : before.text().equals(text)) {
      return;
    }
    planned.remove(instance);
    if (!text.isEmpty()) {
      plan(instance, text);
    }
    arm();
  }

  @Override
  public void changed(Instance instance) {
    // what it does at the moment is no matter
  }

  @Override
  public void removed(Instance instance) {
    if (planned.remove(instance) != null) {
      arm();
    }
  }

  private void plan(Instance instance, String text) {
    try {
      plan(instance, text, CronPattern.parse(text));
    } catch (IllegalArgumentException e) {
      String why = "cron_restart '" + text + "' has no effect: " + e.getMessage();
      supervision.log().line(instance, why);
    }
  }

  private void plan(Instance instance, String text, CronPattern pattern) {
    pattern
        .next(clock.instant(), zone)
        .ifPresent(next -> planned.put(instance, new Planned(text, pattern, next)));
  }

  private void arm() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    planned.values().stream()
        .map(Planned::next)
        .min(Instant::compareTo)
        .ifPresent(next -> timer = supervision.loop().after(waitFor(next), this::tick));
  }

  private Duration waitFor(Instant next) {
    Duration left = Duration.between(clock.instant(), next);
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    return left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
  }

  private void tick() {
    timer = null;
    Instant now = clock.instant();
    List<Instance> due = new ArrayList<>();
    planned.forEach(
        (instance, plan) -> {
          if (!plan.next().isAfter(now)) {
            due.add(instance);
          }
        });
    for (Instance instance : due) {
      Planned past = planned.remove(instance);
      plan(instance, past.text(), past.pattern());
      fire(instance, past.text());
    }
    arm();
  }

  private void fire(Instance instance, String text) {
    if (instance.state().desired() != Desired.FORGET && !ending.getAsBoolean()) {
      supervision.restart(instance, "restart", "its cron_restart '" + text + "' says so");
    }
  }
}

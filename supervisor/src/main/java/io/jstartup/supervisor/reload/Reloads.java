package io.jstartup.supervisor.reload;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Observer;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.reload.ReloadRule.Way;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The reloads under way, one for an app at a time. On the loop's thread. */
public final class Reloads implements Observer {
  /** After one of the supervisor's own that failed: what is wrong with the new process is hardly put right sooner. */
  private static final long PAUSE_NANOS = 60_000_000_000L;

  private final Supervision supervision;
  private final BooleanSupplier ending;
  private final Map<String, Reload> running = new LinkedHashMap<>();
  private final Map<String, Long> failedNanos = new HashMap<>();
  private final List<Reload> givenUp = new ArrayList<>();
  private boolean posted;

  /** @param ending whether everything is being stopped */
  public Reloads(Supervision supervision, BooleanSupplier ending) {
    this.supervision = supervision;
    this.ending = ending;
  }

  /** Whether there is one. */
  public boolean busy() {
    return !running.isEmpty() || !givenUp.isEmpty();
  }

  /**
   * Refuses what can't begin: an app that is being reloaded already.
   *
   * @param force whether that reload shall be given up instead
   * @throws ProblemsException names all such apps
   */
  public void check(Iterable<String> names, boolean force) {
    List<Problem> problems = new ArrayList<>();
    for (String name : names) {
      if (running.containsKey(name) && !force) {
        problems.add(
            new Problem(
                "cannot reload app '" + name + "'",
                "it is being reloaded already",
                "wait for that to end, or take its place with --force"));
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
  }

  /**
   * Begins one; one of that app that is under way is given up.
   *
   * @param specs what each instance is to become
   * @param parallel how many at a time
   */
  public void begin(
      String name, Map<Instance, AppSpec> specs, int parallel, Consumer<ReloadResult> whenDone) {
    Reload before = running.remove(name);
    if (before != null) {
      givenUp.add(before);
      before.abandon("another reload has taken its place");
    }
    Reload reload = new Reload(supervision, name, specs, parallel, whenDone);
    running.put(name, reload);
    look();
  }

  /** Begins one of a single instance, for a reason of the supervisor's own; false where a restart is what there is. */
  public boolean beginAlone(Instance instance, String why) {
    long now = supervision.loop().clock().nanos();
    boolean failed =
        now - failedNanos.getOrDefault(instance.name(), now - PAUSE_NANOS) < PAUSE_NANOS;
    if (running.containsKey(instance.name()) || failed) {
      return true; // the reload under way does it, or a later one
    }
    boolean beside = instance.state().runs() && ReloadRule.way(instance.app(), 1) == Way.BESIDE;
    if (!beside || ending.getAsBoolean()) {
      return false;
    }
    failedNanos.remove(instance.name());
    supervision.log().line(instance, "reloading: " + why);
    begin(instance.name(), Map.of(instance, instance.app()), 1, this::log);
    return true;
  }

  private void log(ReloadResult result) {
    result.problems().forEach(problem -> supervision.log().line(problem.message()));
    if (!result.problems().isEmpty()) {
      failedNanos.put(result.app(), supervision.loop().clock().nanos());
    }
  }

  private void look() {
    List.copyOf(givenUp).forEach(Reload::look);
    givenUp.removeIf(Reload::done);
    for (Reload reload : List.copyOf(running.values())) {
      if (ending.getAsBoolean()) {
        reload.abandon("the supervisor is ending");
      }
      reload.look();
      if (reload.done()) {
        running.remove(reload.name(), reload);
      }
    }
  }

  /** An observer changes nothing itself. */
  private void lookLater() {
    if (!posted && busy()) {
      posted = true;
      supervision
          .loop()
          .post(
              () -> {
                posted = false;
                look();
              });
    }
  }

  @Override
  public void changed(Instance instance) {
    lookLater();
  }

  @Override
  public void removed(Instance instance) {
    lookLater();
  }
}

package io.jstartup.supervisor.save;

import io.jstartup.dump.DumpStore;
import io.jstartup.dump.LoadResult;
import io.jstartup.dump.SaveResult;
import io.jstartup.dump.Setting;
import io.jstartup.dump.Settings;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Observer;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.state.Desired;
import java.time.Duration;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Saves the list a moment after it has changed, when {@link Setting#AUTODUMP} is on. What counts as a change is what a save would write:
 * a crash and a restart are none. It never saves at a shutdown, never an empty list, and nothing while the saved list is damaged or
 * holds apps that this supervisor has neither listed nor deleted: a supervisor that was started by hand and knows two apps must not
 * replace the list of a whole machine. On the loop's thread; the disk is read and written on that of {@link Saves}.
 */
public final class Autodump implements Observer {
  /** Commands that follow each other are saved together. */
  private static final Duration LATER = Duration.ofSeconds(1);

  /** Without a save, what was let go is kept in mind up to here; beyond that it holds, to be safe. */
  private static final int MOST_LET_GO = 10_000;

  private final Supervision supervision;
  private final Saves saves;
  private final DumpStore dump;
  private final Settings settings;
  private final BooleanSupplier ending;
  private final Map<Instance, Desired> desired = new IdentityHashMap<>();
  private final Map<Instance, String> names = new IdentityHashMap<>();
  private final Set<String> letGo = new LinkedHashSet<>();
  private boolean on;
  private boolean planned;
  private String held = "";

  /**
   * Off until {@link #configure}.
   *
   * @param ending whether the supervisor is stopping everything
   */
  public Autodump(
      Supervision supervision,
      Saves saves,
      DumpStore dump,
      Settings settings,
      BooleanSupplier ending) {
    this.supervision = supervision;
    this.saves = saves;
    this.dump = dump;
    this.settings = settings;
    this.ending = ending;
  }

  /**
   * Reads the setting anew. When it is on then, what has changed before is saved too.
   *
   * @param done runs when the setting holds
   */
  public void configure(Runnable done) {
    saves.later(
        () -> {
          boolean wanted = wanted();
          supervision.loop().post(() -> apply(wanted, done));
        });
  }

  private void apply(boolean wanted, Runnable done) {
    on = wanted;
    plan();
    done.run();
  }

  private boolean wanted() {
    try {
      return settings.on(Setting.AUTODUMP);
    } catch (ProblemsException e) {
      supervision.loop().post(() -> supervision.log().line("autodump is off: " + e.getMessage()));
      return false;
    }
  }

  @Override
  public void described(Instance instance) {
    String before = names.put(instance, instance.name());
    if (before != null && !before.equals(instance.name())) {
      letGo(before);
    }
    plan();
  }

  @Override
  public void changed(Instance instance) {
    Desired now = instance.state().desired();
    if (desired.put(instance, now) != now) {
      plan();
    }
  }

  @Override
  public void removed(Instance instance) {
    desired.remove(instance);
    names.remove(instance);
    letGo(instance.name());
    plan();
  }

  private void letGo(String name) {
    letGo.add(name);
    if (letGo.size() > MOST_LET_GO) {
      letGo.remove(letGo.iterator().next());
    }
  }

  private void plan() {
    if (on && !planned && !ending.getAsBoolean()) {
      planned = true;
      supervision.loop().after(LATER, this::save);
    }
  }

  private void save() {
    planned = false;
    List<SavedInstance> list = saves.current();
    if (!on || ending.getAsBoolean() || list.isEmpty()) {
      return;
    }
    Set<String> known = new HashSet<>(letGo);
    list.forEach(saved -> known.add(saved.app().name()));
    saves.later(() -> write(list, known));
  }

  private void write(List<SavedInstance> list, Set<String> known) {
    String result;
    try {
      String reason = reasonToHold(dump.load(), known);
      boolean saved = reason.isEmpty() && dump.save(list, false) == SaveResult.SAVED;
      result = reason.isEmpty() ? "" : "autodump saves nothing: " + reason;
      if (saved) {
        supervision.loop().post(() -> supervision.log().line("autodump: saved " + list.size()));
      }
    } catch (RuntimeException e) {
      result = "autodump: " + e.getMessage();
    }
    String told = result;
    supervision.loop().post(() -> hold(told));
  }

  private static String reasonToHold(LoadResult saved, Set<String> known) {
    if (!saved.warnings().isEmpty()) {
      return saved.warnings().get(0).message();
    }
    Set<String> unknown = new LinkedHashSet<>();
    saved.instances().forEach(instance -> unknown.add(instance.app().name()));
    unknown.removeAll(known);
    return unknown.isEmpty()
        ? ""
        : "saved but not listed are '"
            + String.join("', '", unknown)
            + "'; resurrect them, or save the list without them";
  }

  private void hold(String reason) {
    if (!reason.isEmpty() && !reason.equals(held)) {
      supervision.log().line(reason);
    }
    held = reason;
  }
}

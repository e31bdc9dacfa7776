package io.jstartup.supervisor.ops;

import io.jstartup.model.AppSpec;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.supervisor.process.IncrementedVariable;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.InstanceFiles;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.state.Desired;
import io.jstartup.supervisor.state.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * {@code scale}: as many instances of an app as asked for. New ones take the lowest free numbers and start; those that go are the first
 * of the list, as with PM2.
 */
final class Scaling {
  private static final int MOST = 10_000;
  private static final Pattern COUNT = Pattern.compile("[+-]?\\d{1,6}");

  private final Supervision supervision;
  private final String what;
  private final List<Instance> listed;
  private final int wanted;

  /**
   * Checks it and does nothing yet.
   *
   * @param app its name, or the id of one of its instances
   * @param count {@code 4}, {@code +2} or {@code -1}
   * @throws ProblemsException when there is no such app, or it can't have so many
   */
  Scaling(Supervision supervision, String app, String count) {
    this.supervision = supervision;
    this.what = "cannot scale app '" + app + "'";
    this.listed = staying(app);
    this.wanted = wanted(count);
  }

  private List<Instance> staying(String app) {
    Targets targets = Targets.of(List.of(app), supervision.instances());
    if (!targets.problems().isEmpty()) {
      throw new ProblemsException(targets.problems());
    }
    String name = targets.instances().get(0).name();
    if (targets.instances().stream().anyMatch(each -> !each.name().equals(name))) {
      throw new ProblemsException(what, "that means several apps", "name one of them");
    }
    List<Instance> staying = new ArrayList<>();
    for (Instance instance : supervision.instances().named(name)) {
      if (instance.state().desired() != Desired.FORGET && instance.counts()) {
        staying.add(instance);
      }
    }
    Services.requireNone(staying, "scale");
    if (staying.isEmpty()) {
      throw new ProblemsException(what, "it is being deleted", "start it again");
    }
    return staying;
  }

  private int wanted(String count) {
    if (!COUNT.matcher(count).matches()) {
      throw new ProblemsException(what, "'" + count + "' is no number", "give n, +n or -n");
    }
    boolean relative = count.startsWith("+") || count.startsWith("-");
    int number = Integer.parseInt(count) + (relative ? listed.size() : 0);
    if (number < 1 || number > MOST) {
      String why = "it has " + listed.size() + " instances and can have 1 to " + MOST;
      throw new ProblemsException(what, why, "to take it off the list: jstartup delete");
    }
    return number;
  }

  /** Those that go. */
  List<Instance> surplus() {
    return listed.subList(0, Math.max(0, listed.size() - wanted));
  }

  /** Lists and starts those that are missing. */
  List<Instance> addMissing() {
    List<Instance> added = new ArrayList<>();
    while (listed.size() + added.size() < wanted) {
      added.add(addOne());
    }
    return added;
  }

  private Instance addOne() {
    Instance model = listed.get(0);
    int number = firstFree(model.name());
    AppSpec app = IncrementedVariable.raised(model.app(), number - model.number());
    AppSpec own = InstanceFiles.numbered(app, supervision.instances().nextId());
    String uniqueId = UUID.randomUUID().toString();
    Instance instance = supervision.add(new SavedInstance(own, number, uniqueId, true));
    supervision.happen(instance, Event.START);
    return instance;
  }

  private int firstFree(String name) {
    List<Integer> taken = new ArrayList<>();
    supervision.instances().named(name).forEach(each -> taken.add(each.number()));
    int free = 0;
    while (taken.contains(free)) {
      free++;
    }
    return free;
  }

  /** Notes down how many there are now. */
  void count() {
    for (Instance instance : supervision.instances().named(listed.get(0).name())) {
      if (instance.app().instances() != wanted) {
        supervision.redescribe(instance, instance.app().withInstances(wanted));
      }
    }
  }
}

package io.jstartup.supervisor.reload;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Problem;
import io.jstartup.supervisor.loop.Timer;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.reload.ReloadRule.Way;
import io.jstartup.supervisor.state.Desired;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The reload of one app: its instances one after another, or so many at a time, until one fails. So many new processes at most prove
 * themselves at a time, while as many old ones end. On the loop's thread.
 */
final class Reload {
  private final Supervision supervision;
  private final String name;
  private final Map<Instance, AppSpec> specs;
  private final Way way;
  private final int parallel;
  private final Consumer<ReloadResult> whenDone;
  private final Deque<Instance> waiting;
  private final Set<Instance> wanted = new HashSet<>();
  private final List<Turn> turns = new ArrayList<>();
  private final List<Instance> reloaded = new ArrayList<>();
  private final List<String> lastLines = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private Timer timer;
  private boolean looking;
  private boolean abandoned;
  private boolean done;

  /**
   * Does nothing before {@link #look}.
   *
   * @param specs what each of its instances is to become
   */
  Reload(
      Supervision supervision,
      String name,
      Map<Instance, AppSpec> specs,
      int parallel,
      Consumer<ReloadResult> whenDone) {
    this.supervision = supervision;
    this.name = name;
    this.specs = new LinkedHashMap<>(specs);
    this.parallel = parallel;
    this.whenDone = whenDone;
    this.waiting = new ArrayDeque<>(specs.keySet());
    specs.keySet().stream().filter(Reload::isWanted).forEach(wanted::add);
    int running = (int) specs.keySet().stream().filter(it -> it.state().runs()).count();
    this.way = ReloadRule.way(specs.values().iterator().next(), running);
  }

  Way way() {
    return way;
  }

  String name() {
    return name;
  }

  boolean done() {
    return done;
  }

  /** Goes on as far as possible. Comes back at once when it is at it. */
  void look() {
    if (looking || done) {
      return;
    }
    looking = true;
    try {
      turns.forEach(Turn::look);
      turns.removeIf(this::took);
      while (problems.isEmpty() && busy() < parallel && !waiting.isEmpty()) {
        begin(waiting.poll());
      }
      arm();
    } finally {
      looking = false;
    }
    if (turns.isEmpty() && (waiting.isEmpty() || !problems.isEmpty())) {
      done = true;
      whenDone.accept(new ReloadResult(name, way, reloaded, left(), lastLines, problems));
    }
  }

  private long busy() {
    return turns.stream().filter(turn -> !turn.free()).count();
  }

  /** Else a new process more and more of them would be there beside old ones that end slowly. */
  private boolean mayLeave() {
    return turns.stream().filter(Turn::leaving).count() < parallel;
  }

  private void begin(Instance instance) {
    if (!supervision.instances().contains(instance)) {
      return;
    }
    if (wanted.contains(instance) && !isWanted(instance)) {
      problems.add(new Problem(what(instance), "it was stopped meanwhile"));
      return;
    }
    Turn turn = turn(instance, specs.get(instance));
    turns.add(turn);
    turn.look();
  }

  private Turn turn(Instance instance, AppSpec app) {
    return way == Way.BESIDE && instance.state().runs() && ReloadRule.shares(instance.app(), app)
        ? new BesideTurn(supervision, instance, app, this::mayLeave)
        : new InPlaceTurn(supervision, instance, app, way == Way.ONE_BY_ONE || way == Way.BESIDE);
  }

  private boolean took(Turn turn) {
    if (!turn.done()) {
      return false;
    }
    Instance holder = turn.holder();
    if (turn.failure().isEmpty()) {
      reloaded.add(holder);
    } else {
      problems.add(new Problem(what(holder), turn.failure(), remaining(holder)));
      lastLines.addAll(turn.lastLines());
    }
    return true;
  }

  private String what(Instance instance) {
    return "cannot reload app '" + name + "' (id " + instance.id() + ")";
  }

  private static boolean isWanted(Instance instance) {
    return instance.state().desired() == Desired.RUN;
  }

  private String remaining(Instance holder) {
    return way == Way.BESIDE && holder.state().runs() ? "its old process goes on" : "";
  }

  private List<Instance> left() {
    List<Instance> left = new ArrayList<>(specs.keySet());
    left.removeIf(it -> reloaded.contains(it) || !supervision.instances().contains(it));
    return left;
  }

  private void arm() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    Optional<Duration> soonest = Optional.empty();
    for (Turn turn : turns) {
      Optional<Duration> next = turn.next();
      if (next.isPresent() && soonest.filter(it -> it.compareTo(next.get()) <= 0).isEmpty()) {
        soonest = next;
      }
    }
    soonest.ifPresent(it -> timer = supervision.loop().after(it, this::look));
  }

  /** Another one takes its place, or everything ends. */
  void abandon(String why) {
    if (abandoned) {
      return;
    }
    abandoned = true;
    waiting.clear();
    problems.add(new Problem("cannot go on reloading app '" + name + "'", why));
    turns.forEach(turn -> turn.abandon(why));
    look();
  }
}

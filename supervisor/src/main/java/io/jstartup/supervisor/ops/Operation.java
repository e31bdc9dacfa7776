package io.jstartup.supervisor.ops;

import io.jstartup.model.Problem;
import io.jstartup.model.Status;
import io.jstartup.supervisor.control.OpenRequest;
import io.jstartup.supervisor.control.Request;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.state.Desired;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A request that ends when all its instances have come to rest. Each that does is told as progress; then all of it is replied. */
final class Operation {
  private final Request request;
  private final String verb;
  private final Rows rows;
  private final Set<Instance> awaited = new LinkedHashSet<>();
  private final Map<Instance, Integer> launching = new HashMap<>();
  private final Set<Instance> toRun = new HashSet<>();
  private final List<Object> touched = new ArrayList<>();
  private final List<Problem> problems;

  /**
   * An operation that is about to begin.
   *
   * @param verb for messages: {@code start}
   * @param problems those it begins with
   */
  Operation(
      Request request, String verb, Rows rows, List<Instance> instances, List<Problem> problems) {
    this.request = request;
    this.verb = verb;
    this.rows = rows;
    this.awaited.addAll(instances);
    this.problems = new ArrayList<>(problems);
  }

  /** As another supervisor left it. */
  Operation(OpenRequest left, Rows rows, List<Instance> instances) {
    this(left.request(), left.verb(), rows, instances, left.problems());
    touched.addAll(left.touched());
  }

  OpenRequest open() {
    List<String> ids = awaited.stream().map(Instance::uniqueId).toList();
    return new OpenRequest(request, verb, ids, List.copyOf(touched), List.copyOf(problems));
  }

  boolean done() {
    return awaited.isEmpty();
  }

  /** Takes note of all that rest already. */
  void look() {
    for (Instance instance : new ArrayList<>(awaited)) {
      if (instance.state().desired() == Desired.RUN) {
        toRun.add(instance);
      }
      changed(instance);
    }
  }

  void changed(Instance instance) {
    if (instance.state().settled() && awaited.remove(instance)) {
      if (instance.status() == Status.ERRORED) {
        problems.add(new Problem("cannot " + verb + " " + subject(instance), instance.reason()));
      } else {
        overtaken(instance).ifPresent(why -> overtaken(instance, why));
      }
      note(instance, instance.status().word());
    } else if (endedUnready(instance) && awaited.remove(instance)) {
      problems.add(
          new Problem(
              "cannot " + verb + " " + subject(instance),
              instance.notStarted()
                  ? instance.reason()
                  : "it " + instance.lastEnd().text() + ", before it was ready",
              "it is started again; see 'jstartup logs " + instance.id() + "'"));
      note(instance, instance.status().word());
    }
  }

  /** What somebody else, or its own schedule, has asked for since: the last request wins, and this one must not look fulfilled. */
  private Optional<String> overtaken(Instance instance) {
    boolean online = instance.status() == Status.ONLINE;
    return switch (verb) {
      case "stop" -> online ? Optional.of("it was started again meanwhile") : Optional.empty();
      case "delete" ->
          Optional.of(online ? "it was started again meanwhile" : "it was only stopped meanwhile");
      case "start", "restart" ->
          !online && toRun.contains(instance) && !instance.endedByItself()
              ? Optional.of("it was stopped meanwhile")
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private void overtaken(Instance instance, String why) {
    String what = "cannot " + verb + " " + subject(instance);
    problems.add(new Problem(what, why, "ask again if that is still what you want"));
  }

  /** Such a one may be started again and again: nobody would wait for that. */
  private boolean endedUnready(Instance instance) {
    Integer restarts = launching.get(instance);
    if (instance.status() == Status.LAUNCHING && restarts == null) {
      launching.put(instance, instance.restarts());
    }
    return restarts != null
        && (instance.status() == Status.WAITING_RESTART
            || instance.status() == Status.LAUNCHING && instance.restarts() > restarts);
  }

  private static String subject(Instance instance) {
    return "app '" + instance.name() + "' (id " + instance.id() + ")";
  }

  /** One that a reload had beside its app, or has put another in the place of, is no loss. */
  void removed(Instance instance) {
    if (awaited.remove(instance)) {
      if (instance.counts()
          && toRun.contains(instance)
          && (verb.equals("start") || verb.equals("restart"))) {
        overtaken(instance, "it was deleted meanwhile");
      }
      note(instance, "deleted");
    }
  }

  private void note(Instance instance, String status) {
    touched.add(rows.brief(instance).toJson());
    Map<String, Object> progress = new LinkedHashMap<>();
    progress.put("pm_id", (long) instance.id());
    progress.put("name", instance.name());
    progress.put("pid", (long) instance.pid());
    progress.put("status", status);
    progress.put("reason", instance.reason());
    request.event("progress", progress);
  }

  /** @param unwritten what is against its having been written down, at the turn's end */
  void reply(Supplier<List<Problem>> unwritten) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("processes", touched);
    List<Object> services = rows.services(request);
    if (!services.isEmpty()) {
      members.put("services", services);
    }
    request.reply(members, problems, unwritten);
  }
}

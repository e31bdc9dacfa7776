package io.jstartup.supervisor.ops;

import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.ServiceMark;
import io.jstartup.supervisor.control.Request;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Instances;
import io.jstartup.supervisor.process.Supervision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The listed instances that are services of the init system: what is asked of them is refused, and says who runs them. */
final class Services {
  private static final String SYSTEMD = ".service";

  private Services() {}

  /** A request with this flag leaves them to its caller, who finds them in the reply. */
  private static final String LEFT = "leave_services";

  /** As {@link #refused(Targets, String)}; without problems where the caller does it himself. */
  static Targets refused(Request request, Targets targets, String verb) {
    Targets refused = refused(targets, verb);
    return request.flag(LEFT) ? new Targets(refused.instances(), targets.problems()) : refused;
  }

  /** Those that a request leaves to its caller; empty when it leaves none. */
  static List<Object> left(Request request, Instances list, Rows rows) {
    return request.flag(LEFT)
        ? Targets.of(request.texts("targets"), list).instances().stream()
            .filter(Instance::isService)
            .map(instance -> (Object) rows.brief(instance).toJson())
            .toList()
        : List.of();
  }

  /** These without the services; each of those is a problem more. */
  static Targets refused(Targets targets, String verb) {
    if (targets.instances().stream().noneMatch(Instance::isService)) {
      return targets;
    }
    List<Instance> ours = new ArrayList<>();
    List<Problem> problems = new ArrayList<>(targets.problems());
    for (Instance instance : targets.instances()) {
      if (instance.isService()) {
        problems.add(refusal(instance, verb));
      } else {
        ours.add(instance);
      }
    }
    return new Targets(ours, problems);
  }

  /**
   * Nothing when no instance of the app is a service.
   *
   * @throws ProblemsException else
   */
  static void requireNone(List<Instance> instances, String verb) {
    List<Problem> problems = refused(new Targets(instances, List.of()), verb).problems();
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
  }

  /** Why this can't be asked of the supervisor. */
  static Problem refusal(Instance instance, String verb) {
    return new Problem(
        "cannot " + verb + " app '" + instance.name() + "' (id " + instance.id() + ")",
        "the init system runs it, as service '" + instance.service() + "'",
        remedy(instance, verb));
  }

  private static String remedy(Instance instance, String verb) {
    ServiceMark mark = ServiceMark.parse(instance.service());
    String who = mark.manager().map(uid -> "as user " + uid).orElse("as root");
    String giveBack =
        who
            + (mark.manager().isPresent()
                ? ", 'jstartup native remove --user' gives it back"
                : ", 'jstartup native remove' gives it back");
    boolean systemctl =
        mark.name().endsWith(SYSTEMD) && List.of("start", "restart", "stop").contains(verb);
    String tool =
        mark.manager()
            .map(uid -> "XDG_RUNTIME_DIR=/run/user/" + uid + " systemctl --user ")
            .orElse("systemctl ");
    return systemctl
        ? who + ": " + tool + verb + " '" + mark.name() + "'; or, " + giveBack
        : giveBack;
  }

  /**
   * {@code native}: makes listed instances services, by their ids, or with an empty name the supervisor's again. Those that become
   * services are stopped; they are known as such before anything else happens to them.
   *
   * @return all of them
   */
  static List<Instance> handOver(Request request, Supervision supervision) {
    Map<Instance, String> services = named(request.members("services"), supervision.instances());
    String gate = request.text("gate");
    services.forEach(
        (instance, service) ->
            supervision.handOver(instance, service, service.isEmpty() ? "" : gate));
    return List.copyOf(services.keySet());
  }

  private static Map<Instance, String> named(Map<?, ?> byId, Instances list) {
    Map<Instance, String> services = new LinkedHashMap<>();
    byId.forEach(
        (id, service) -> {
          List<Instance> found = list.matching(String.valueOf(id));
          if (found.size() != 1 || !(service instanceof String name)) {
            throw new ProblemsException("cannot hand over '" + id + "'", "no instance is that", "");
          }
          services.put(found.get(0), name);
        });
    return services;
  }
}

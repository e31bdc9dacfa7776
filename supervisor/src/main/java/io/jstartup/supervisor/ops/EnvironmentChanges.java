package io.jstartup.supervisor.ops;

import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import io.jstartup.model.AppSpec;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.exec.EnvironmentChange;
import io.jstartup.supervisor.control.Request;
import io.jstartup.supervisor.process.IncrementedVariable;
import io.jstartup.supervisor.process.Instance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of a {@code restart} or {@code reload} that changes environments: the caller's variables are the request's body. */
final class EnvironmentChanges {
  private EnvironmentChanges() {}

  /**
   * What each of these becomes.
   *
   * @throws ProblemsException when an app lacks the environment that is asked for
   */
  static Map<Instance, AppSpec> of(Request request, List<Instance> targets) {
    Map<Instance, AppSpec> specs = new LinkedHashMap<>();
    targets.forEach(instance -> specs.put(instance, instance.app()));
    return of(request, specs);
  }

  /** The same for instances that are about to be described like that. */
  static Map<Instance, AppSpec> of(Request request, Map<Instance, AppSpec> specs) {
    EnvironmentChange change = change(request);
    if (change.equals(EnvironmentChange.NONE)) {
      return specs;
    }
    Pool pool = new Pool();
    Map<Instance, AppSpec> changed = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    specs.forEach(
        (instance, spec) -> {
          Optional<AppSpec> app = change.applied(spec).map(it -> raised(it, change, instance));
          app.ifPresent(it -> changed.put(instance, pool.shared(it)));
          if (app.isEmpty()) {
            problems.add(unknown(request.text("op"), instance, change.named().orElse("")));
          }
        });
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    return changed;
  }

  /** A value that is the same for all instances becomes the instance's own. */
  private static AppSpec raised(AppSpec app, EnvironmentChange change, Instance instance) {
    return change.adds(app.incrementVar(), app)
        ? IncrementedVariable.raised(app, instance.number())
        : app;
  }

  private static Problem unknown(String verb, Instance instance, String named) {
    return new Problem(
        "cannot " + verb + " app '" + instance.name() + "' (id " + instance.id() + ")",
        "it has no 'env_" + named + "'",
        "write it into its process file and " + verb + " it from that");
  }

  private static EnvironmentChange change(Request request) {
    String named = request.text("env");
    return new EnvironmentChange(
        request.flag("update_env") ? Optional.of(variables(request.body())) : Optional.empty(),
        named.isEmpty() ? Optional.empty() : Optional.of(named));
  }

  private static Map<String, String> variables(byte[] body) {
    Map<String, String> variables = new LinkedHashMap<>();
    try {
      if (Json.parse(body) instanceof Map<?, ?> map) {
        map.forEach((name, value) -> variables.put((String) name, String.valueOf(value)));
      }
    } catch (JsonException e) {
      throw new ProblemsException("cannot restart", "the request's body is not JSON", "");
    }
    variables.remove("");
    return variables;
  }
}

package io.jstartup.supervisor.ops;

import io.jstartup.model.AppSpec;
import io.jstartup.supervisor.control.Request;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that a {@code restart} changes of apps, known before anything of it is done: a request that is refused changes nothing. */
final class Redescription {
  private Redescription() {}

  /**
   * What those become that change.
   *
   * @throws io.jstartup.model.ProblemsException when a change can't be used by one of them
   */
  static Map<Instance, AppSpec> of(
      Request request, List<Instance> targets, Supervision supervision) {
    Map<Instance, AppSpec> specs =
        EnvironmentChanges.of(
            request, Changes.of(request.members("changes"), targets, supervision));
    Map<Instance, AppSpec> changed = new LinkedHashMap<>();
    specs.forEach(
        (instance, spec) -> {
          AppSpec app = WatchChange.turned(request, spec);
          if (app != instance.app()) {
            changed.put(instance, app);
          }
        });
    return changed;
  }
}

package io.jstartup.supervisor.ops;

import io.jstartup.model.AppSpec;
import io.jstartup.supervisor.control.Request;
import io.jstartup.supervisor.process.Instance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a request's {@code watch} makes of apps: {@code off} or {@code toggle} of the watching of their files; empty: nothing. */
final class WatchChange {
  private WatchChange() {}

  /** Those that change. */
  static Map<Instance, AppSpec> of(Request request, List<Instance> targets) {
    Map<Instance, AppSpec> changed = new LinkedHashMap<>();
    if (!request.text("watch").isEmpty()) {
      targets.forEach(instance -> changed.put(instance, turned(request, instance.app())));
    }
    return changed;
  }

  /** The app as it is from then on. */
  static AppSpec turned(Request request, AppSpec app) {
    String mode = request.text("watch");
    boolean on = mode.equals("toggle") && !app.watch().on();
    return mode.isEmpty() ? app : app.withWatch(app.watch().turned(on));
  }
}

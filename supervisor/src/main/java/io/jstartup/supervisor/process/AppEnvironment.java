package io.jstartup.supervisor.process;

import io.jstartup.model.AppSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An instance's whole environment: the app's own, as it was saved, the few variables that say who it is, and those of its gear. */
final class AppEnvironment {
  static final String UNIQUE_ID = "unique_id";
  static final String HOME = "JSTARTUP_HOME";

  private AppEnvironment() {}

  /** {@code NAME=VALUE} in the app's order. */
  static List<String> of(Instance instance, String home, Map<String, String> more) {
    AppSpec app = instance.app();
    Map<String, String> all = new LinkedHashMap<>(app.launch().env());
    all.put(UNIQUE_ID, instance.uniqueId());
    all.put("name", app.name());
    all.put("pm_id", Integer.toString(instance.toldId()));
    all.put(app.instanceVar(), Integer.toString(instance.number()));
    all.put(HOME, home);
    all.putAll(more);
    List<String> assignments = new ArrayList<>(all.size());
    all.forEach((name, value) -> assignments.add(name + "=" + value));
    return assignments;
  }
}

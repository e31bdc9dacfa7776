package io.jstartup.supervisor.client;

import io.jstartup.dump.AppEntry;
import io.jstartup.dump.json.Json;
import io.jstartup.model.AppSpec;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.exec.EnvironmentChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What requests carry about apps: their descriptions and what is to change in them. */
final class Bodies {
  private Bodies() {}

  /** Apps in the form of the saved list, each with how many instances it has. */
  static byte[] entries(List<AppSpec> apps) {
    List<Object> entries = new ArrayList<>();
    apps.forEach(app -> entries.add(entry(app)));
    return Json.compact(entries);
  }

  private static Map<String, Object> entry(AppSpec app) {
    Map<String, Object> entry = AppEntry.entry(new SavedInstance(app, 0, "", app.autostart()));
    entry.remove("unique_id");
    entry.remove(app.instanceVar());
    entry.put("instances", (long) app.instances());
    return entry;
  }

  /** The request with these changes. A service's unit is not changed by this. */
  static Map<String, Object> changing(Map<String, Object> request, Map<String, Object> changes) {
    request.put("changes", changes);
    if (!changes.isEmpty()) {
      request.remove("leave_services");
    }
    return request;
  }

  /** Puts into the request how environments change; the body that goes with it. */
  static byte[] withEnvironment(Map<String, Object> request, EnvironmentChange environment) {
    environment.named().ifPresent(name -> request.put("env", name));
    environment.shell().ifPresent(shell -> request.put("update_env", true));
    return environment
        .shell()
        .map(shell -> Json.compact(new LinkedHashMap<String, Object>(shell)))
        .orElse(new byte[0]);
  }
}

package io.jstartup.cli.units;

import io.jstartup.dump.AppEntry;
import io.jstartup.dump.json.Json;
import io.jstartup.model.HomeLayout;
import io.jstartup.platforms.systemd.apps.UnitState;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The long list with what systemd says of the services in it. */
public final class UnitJson {
  private UnitJson() {}

  /** As {@link #fill}, of the list's text. */
  public static byte[] filled(byte[] jlist, HomeLayout home) {
    return Json.compact(fill(Json.parse(jlist), home));
  }

  /** Puts it into the tree of a {@code jlist}, and gives it back. */
  public static Object fill(Object jlist, HomeLayout home) {
    List<?> processes = (List<?>) jlist;
    List<String> services =
        processes.stream().map(UnitJson::service).filter(Objects::nonNull).toList();
    if (!services.isEmpty()) {
      AskedUnits units = AskedUnits.of(services, home);
      processes.stream()
          .filter(process -> service(process) != null)
          .forEach(process -> fill(object(process), units.state(service(process))));
    }
    return jlist;
  }

  private static String service(Object process) {
    return (String) object(object(process).get("pm2_env")).get(AppEntry.SERVICE);
  }

  private static void fill(Map<String, Object> process, UnitState state) {
    process.put("pid", (long) state.pid());
    Map<String, Object> monit = object(process.get("monit"));
    monit.put("memory", state.memory());
    monit.put("cpu", state.cpu());
    Map<String, Object> entry = object(process.get("pm2_env"));
    entry.put("status", state.status().word());
    entry.put("restart_time", (long) state.restarts());
    entry.put(
        "pm_uptime", state.pid() == 0 ? 0L : System.currentTimeMillis() - state.uptimeMillis());
    if (!state.reason().isEmpty()) {
      entry.put("status_reason", state.reason());
    }
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are strings
  private static Map<String, Object> object(Object json) {
    return (Map<String, Object>) json;
  }
}

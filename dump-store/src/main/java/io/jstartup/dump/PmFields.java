package io.jstartup.dump;

import io.jstartup.dump.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The names of PM2's fields of an app, by what becomes of them when an entry is read. */
final class PmFields {
  /** State of a past run, and what PM2 notes down about itself: nothing to be kept. */
  static final Set<String> PAST_STATE =
      Set.of(
          "pm_id",
          "instances",
          "prev_restart_delay",
          "pm_uptime",
          "created_at",
          "restart_time",
          "unstable_restarts",
          "exit_code",
          "status_reason",
          "axm_actions",
          "axm_monitor",
          "axm_options",
          "axm_dynamic",
          "vizion_running",
          "versioning",
          "version",
          "node_version",
          "km_link",
          "_pm2_version",
          "_tree_pids",
          "pid",
          "monit");

  /** Settings that nothing here reads yet. They are PM2's even when a variable of the app has the same name. */
  static final Set<String> KEPT =
      Set.of(
          "kill_retry_time",
          "uid",
          "gid",
          "username",
          "filter_env",
          "vizion",
          "pmx",
          "automation",
          "windowsHide",
          "trace",
          "disable_trace",
          "v8",
          "force");

  /** What PM2 needs in an entry that it resurrects, and takes as given: it fills in its defaults only at {@code start}. */
  static final Map<String, Object> NEEDED_BY_PM2 = neededByPm2();

  private PmFields() {}

  private static Map<String, Object> neededByPm2() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kill_retry_time", 100L);
    fields.put("vizion", true);
    fields.put("pmx", true);
    fields.put("automation", true);
    fields.put("windowsHide", true);
    fields.put("km_link", false);
    return fields;
  }

  /** A scalar as JavaScript turns it into a string; an object as its JSON. */
  static String asText(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
      return String.valueOf(number.longValue());
    }
    return Json.compactText(value);
  }
}

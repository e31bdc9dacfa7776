package io.jstartup.tests.systemd;

import io.jstartup.dump.json.Json;
import java.util.List;
import java.util.Map;

/** One app as {@code jstartup jlist} shows it. */
record ListedApp(String name, int pid, String status, long restarts, long memory) {
  static List<ListedApp> parse(String jlist) {
    return ((List<?>) Json.parse(jlist)).stream().map(ListedApp::of).toList();
  }

  private static ListedApp of(Object entry) {
    Map<?, ?> app = (Map<?, ?>) entry;
    Map<?, ?> details = (Map<?, ?>) app.get("pm2_env");
    return new ListedApp(
        (String) app.get("name"),
        ((Long) app.get("pid")).intValue(),
        (String) details.get("status"),
        (Long) details.get("restart_time"),
        (Long) ((Map<?, ?>) app.get("monit")).get("memory"));
  }
}

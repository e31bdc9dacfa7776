package io.jstartup.tests.systemd;

import io.jstartup.dump.json.Json;
import java.util.List;
import java.util.Map;

/** One app as {@code jstartup jlist} shows it. */
record ListedApp(String name, int pid, String status, long restarts) {
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
        (Long) details.get("restart_time"));
  }

  /** Bytes of each, which differ from one look to the next. */
  static List<Long> memory(String jlist) {
    return ((List<?>) Json.parse(jlist))
        .stream()
            .map(entry -> (Map<?, ?>) ((Map<?, ?>) entry).get("monit"))
            .map(monit -> (Long) monit.get("memory"))
            .toList();
  }
}

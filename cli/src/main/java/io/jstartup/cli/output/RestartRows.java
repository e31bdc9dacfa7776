package io.jstartup.cli.output;

import io.jstartup.model.CrashLoop;
import io.jstartup.model.RestartPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;

/** The rows of {@code describe} about what an app's end leads to. */
final class RestartRows {
  private RestartRows() {}

  static void put(Map<String, String> rows, RestartPolicy restart) {
    rows.put("autorestart", restart.autorestart() ? "yes" : "no");
    rows.put(
        "max restarts",
        restart.maxRestarts() + " within " + restart.minUptime().toMillis() + " ms of a start");
    putUnlessZero(rows, "restart delay", restart.delay());
    putUnlessZero(rows, "growing delay from", restart.initialBackoff());
    rows.put("crash loop", crashLoop(restart.crashLoop()));
    if (restart.maxMemory() > 0) {
      rows.put("max memory restart", Units.size(restart.maxMemory()));
    }
    if (!restart.stopExitCodes().isEmpty()) {
      rows.put("stop exit codes", new TreeSet<>(restart.stopExitCodes()).toString());
    }
  }

  private static String crashLoop(CrashLoop loop) {
    return loop.off()
        ? "never slowed down"
        : "slowed down after " + loop.exits() + " ends within " + loop.window().toMillis() + " ms";
  }

  private static void putUnlessZero(Map<String, String> rows, String name, Duration time) {
    if (!time.isZero()) {
      rows.put(name, time.toMillis() + " ms");
    }
  }
}

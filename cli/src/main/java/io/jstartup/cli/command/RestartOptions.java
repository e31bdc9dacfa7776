package io.jstartup.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options about when an app is started again, by their process-file names. For {@code start} and {@code restart}. */
final class RestartOptions {
  private final Map<String, Object> attributes;

  /**
   * Puts what is given into this map.
   *
   * @param attributes an app's attributes
   */
  RestartOptions(Map<String, Object> attributes) {
    this.attributes = attributes;
  }

  @Option(
      names = "--stop-exit-codes",
      arity = "1..*",
      paramLabel = "CODE",
      description = "Leave it down after these exit codes.")
  void stopExitCodes(List<String> codes) {
    List<Object> all = new ArrayList<>();
    codes.forEach(code -> all.addAll(List.of(code.trim().split("[,\\s]+"))));
    attributes.put("stop_exit_codes", all);
  }

  @Option(
      names = "--max-restarts",
      paramLabel = "N",
      description = "Give it up after so many ends in a row that came too soon; 16.")
  void maxRestarts(String count) {
    attributes.put("max_restarts", count);
  }

  @Option(
      names = "--min-uptime",
      paramLabel = "TIME",
      description = "An end before this came too soon; ms, or 10s, 5m, 1h; 1s.")
  void minUptime(String time) {
    attributes.put("min_uptime", time);
  }

  @Option(
      names = "--restart-delay",
      paramLabel = "MS",
      description = "Wait so long before each restart.")
  void restartDelay(String ms) {
    attributes.put("restart_delay", ms);
  }

  @Option(
      names = "--exp-backoff-restart-delay",
      paramLabel = "MS",
      description = "Wait so long before the first restart, then longer, up to 15 s.")
  void backoff(String ms) {
    attributes.put("exp_backoff_restart_delay", ms);
  }

  @Option(
      names = "--crash-loop",
      paramLabel = "N/TIME",
      description = "Slow its restarts down after so many within that time; 16/60s; 0: never.")
  void crashLoop(String loop) {
    attributes.put("crash_loop", loop);
  }

  @Option(
      names = "--max-memory-restart",
      paramLabel = "SIZE",
      description = "Restart it when its processes use more; bytes, or 200M, 1G; 0: no limit.")
  void maxMemory(String size) {
    attributes.put("max_memory_restart", size);
  }

  @Option(
      names = {"-c", "--cron", "--cron-restart"},
      paramLabel = "PATTERN",
      description = "Restart it at these times, such as '0 3 * * *'; 0: none.")
  void cron(String pattern) {
    attributes.put("cron_restart", pattern);
  }
}

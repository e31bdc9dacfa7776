package io.jstartup.platforms.systemd.apps;

import io.jstartup.model.Status;
import io.jstartup.platforms.Command;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Asks systemd for the state of services, of many in one call: systemctl(1) "show", org.freedesktop.systemd1(5). Needs no rights. */
public final class UnitStates {
  /** So many names fit into one command line, and the answer into what is kept of an output. */
  public static final int MOST = 1000;

  private static final String PROPERTIES =
      "Id,LoadState,ActiveState,SubState,Result,MainPID,NRestarts,ExecMainStartTimestampMonotonic,"
          + "CPUUsageNSec,MemoryCurrent,ControlGroup,StandardInput,StandardOutput";

  private UnitStates() {}

  /**
   * The question.
   *
   * @param systemctl the words that call the manager which has them: {@code systemctl show}
   */
  public static Command question(List<String> systemctl, List<String> services) {
    List<String> argv = new ArrayList<>(systemctl);
    argv.addAll(List.of("--property=" + PROPERTIES, "--"));
    argv.addAll(services);
    return new Command(argv, Command.DEFAULT_LIMIT, false, false);
  }

  /**
   * The answer, by the services' names.
   *
   * @param nowMicros the time on the monotonic clock, which systemd's times are of
   * @param resident the memory of all processes in a cgroup, for a systemd that counts it not
   */
  public static Map<String, UnitState> answer(
      String shown, long nowMicros, ToLongFunction<String> resident) {
    Map<String, UnitState> states = new LinkedHashMap<>();
    for (String block : shown.split("\n\n+")) {
      Map<String, String> properties = new HashMap<>();
      block
          .lines()
          .filter(line -> line.indexOf('=') > 0)
          .forEach(
              line ->
                  properties.put(
                      line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
      if (properties.containsKey("Id")) {
        states.put(properties.get("Id"), state(properties, nowMicros, resident));
      }
    }
    return states;
  }

  private static UnitState state(
      Map<String, String> properties, long nowMicros, ToLongFunction<String> resident) {
    int pid = (int) number(properties, "MainPID");
    long startMicros = number(properties, "ExecMainStartTimestampMonotonic");
    long upMicros = pid == 0 || startMicros == 0 ? 0 : Math.max(0, nowMicros - startMicros);
    double usedMicros = number(properties, "CPUUsageNSec") / 1000.0;
    Status status = status(properties);
    return new UnitState(
        status,
        pid,
        upMicros / 1000,
        (int) number(properties, "NRestarts"),
        upMicros == 0 ? 0 : Math.round(1000 * usedMicros / upMicros) / 10.0,
        pid == 0 ? 0 : memory(properties, resident),
        status == Status.ONLINE ? "" : reason(properties),
        properties.getOrDefault("StandardOutput", "").startsWith("journal")
            && !properties.getOrDefault("StandardInput", "").equals("file"));
  }

  private static long memory(Map<String, String> properties, ToLongFunction<String> resident) {
    long counted = number(properties, "MemoryCurrent");
    return counted > 0
        ? counted
        : resident.applyAsLong(properties.getOrDefault("ControlGroup", ""));
  }

  private static Status status(Map<String, String> properties) {
    return switch (properties.getOrDefault("ActiveState", "")) {
      case "active", "reloading" -> Status.ONLINE;
      case "activating" ->
          properties.getOrDefault("SubState", "").startsWith("auto-restart")
              ? Status.WAITING_RESTART
              : Status.LAUNCHING;
      case "deactivating" -> Status.STOPPING;
      case "failed" -> Status.ERRORED;
      default -> Status.STOPPED;
    };
  }

  private static String reason(Map<String, String> properties) {
    if (properties.getOrDefault("LoadState", "").equals("not-found")) {
      return "systemd has no unit of its name any more";
    }
    String result = properties.getOrDefault("Result", "success");
    return result.equals("success") ? "" : "systemd says: " + result;
  }

  /** What is not counted is {@code [not set]} or the highest number there is. */
  private static long number(Map<String, String> properties, String name) {
    String text = properties.getOrDefault(name, "");
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }
}

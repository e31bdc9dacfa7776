package io.jstartup.supervisor.control;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of the process list.
 *
 * @param id {@code pm_id}
 * @param mode {@code fork} or {@code cluster}
 * @param number the instance's number within its app, from 0
 * @param pid 0 when it doesn't run
 * @param uptimeMillis since the process started; 0 when it doesn't run
 * @param restarts how often it was started again
 * @param status in PM2's words
 * @param cpu percent of one core since the last reading
 * @param memory resident bytes of the main process
 * @param reason why it is errored or waits; may be empty
 * @param service the init system's service that runs it; empty: the supervisor does
 */
public record ProcessRow(
    int id,
    String name,
    String namespace,
    String mode,
    int number,
    int pid,
    long uptimeMillis,
    int restarts,
    String status,
    double cpu,
    long memory,
    String user,
    String reason,
    String service) {
  /** One of the supervisor's. */
  public ProcessRow(
      int id,
      String name,
      String namespace,
      String mode,
      int number,
      int pid,
      long uptimeMillis,
      int restarts,
      String status,
      double cpu,
      long memory,
      String user,
      String reason) {
    this(
        id,
        name,
        namespace,
        mode,
        number,
        pid,
        uptimeMillis,
        restarts,
        status,
        cpu,
        memory,
        user,
        reason,
        "");
  }

  public boolean isService() {
    return !service.isEmpty();
  }

  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>(32);
    json.put("id", (long) id);
    json.put("name", name);
    json.put("namespace", namespace);
    json.put("mode", mode);
    json.put("number", (long) number);
    json.put("pid", (long) pid);
    json.put("uptime", uptimeMillis);
    json.put("restarts", (long) restarts);
    json.put("status", status);
    json.put("cpu", cpu);
    json.put("memory", memory);
    json.put("user", user);
    json.put("reason", reason);
    if (isService()) {
      json.put("native", service);
    }
    return json;
  }

  /** Missing members are zero or empty, so that a newer or older supervisor can be read. */
  public static ProcessRow fromJson(Map<?, ?> json) {
    return new ProcessRow(
        (int) number(json, "id"),
        text(json, "name"),
        text(json, "namespace"),
        text(json, "mode"),
        (int) number(json, "number"),
        (int) number(json, "pid"),
        number(json, "uptime"),
        (int) number(json, "restarts"),
        text(json, "status"),
        json.get("cpu") instanceof Number cpu ? cpu.doubleValue() : 0,
        number(json, "memory"),
        text(json, "user"),
        text(json, "reason"),
        text(json, "native"));
  }

  private static String text(Map<?, ?> json, String key) {
    return json.get(key) instanceof String text ? text : "";
  }

  private static long number(Map<?, ?> json, String key) {
    return json.get(key) instanceof Number number ? number.longValue() : 0;
  }
}

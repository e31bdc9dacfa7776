package io.jstartup.supervisor.ops;

import io.jstartup.dump.AppEntry;
import io.jstartup.dump.json.Json;
import io.jstartup.platforms.os.Exit;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystem.Usage;
import io.jstartup.supervisor.control.ProcessRow;
import io.jstartup.supervisor.control.Request;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The list as clients see it: brief rows, or PM2's long shape. */
final class Rows {
  private final Supervision supervision;
  private final OperatingSystem os;
  private final Masks masks = new Masks();
  private final String user = System.getProperty("user.name", "");

  Rows(Supervision supervision, OperatingSystem os) {
    this.supervision = supervision;
    this.os = os;
  }

  /** Without a reading of what it uses. */
  ProcessRow brief(Instance instance) {
    return row(instance, 0, new Usage(0, 0));
  }

  /** The services that a request leaves to its caller. */
  List<Object> services(Request request) {
    return Services.left(request, supervision.instances(), this);
  }

  /** Whether any of the list is a service, so that its state is for others to tell. */
  boolean withServices() {
    for (Instance instance : supervision.instances().all()) {
      if (instance.isService()) {
        return true;
      }
    }
    return false;
  }

  /** With what it uses now. */
  ProcessRow measured(Instance instance) {
    Usage usage = os.usage(List.of(instance.pid())).get(0);
    return row(instance, cpu(instance, usage, now()), usage);
  }

  List<Object> all() {
    List<Object> rows = new ArrayList<>();
    List<Usage> usages = usages();
    long now = now();
    int i = 0;
    for (Instance instance : supervision.instances().all()) {
      Usage usage = usages.get(i++);
      rows.add(row(instance, cpu(instance, usage, now), usage).toJson());
    }
    return rows;
  }

  /**
   * The text that jlist prints, UTF-8.
   *
   * @param secrets whether to show them
   */
  byte[] jlist(boolean secrets) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Usage> usages = usages();
    long now = now();
    int i = 0;
    for (Instance instance : supervision.instances().all()) {
      out.write(i == 0 ? '[' : ',');
      Usage usage = usages.get(i++);
      out.writeBytes(
          Json.compact(full(instance, secrets, cpu(instance, usage, now), usage.memory())));
    }
    out.writeBytes(i == 0 ? new byte[] {'[', ']'} : new byte[] {']'});
    return out.toByteArray();
  }

  private ProcessRow row(Instance instance, double cpu, Usage usage) {
    return new ProcessRow(
        instance.id(),
        instance.name(),
        instance.app().namespace(),
        instance.app().clusterMode() ? "cluster" : "fork",
        instance.number(),
        instance.pid(),
        instance.uptimeMillis(now()),
        instance.restarts(),
        instance.status().word(),
        cpu,
        usage.memory(),
        user(instance),
        instance.reason(),
        instance.service());
  }

  /** Whom its processes belong to; an id when it has no name. */
  private String user(Instance instance) {
    return instance
        .app()
        .execution()
        .runAs()
        .map(it -> it.user().isEmpty() ? Integer.toString(it.uid()) : it.user())
        .orElse(user);
  }

  private Map<String, Object> full(Instance instance, boolean secrets, double cpu, long memory) {
    Map<String, Object> entry = AppEntry.entry(instance.saved());
    if (!secrets) {
      masks.apply(instance, entry);
    }
    entry.put("status", instance.status().word());
    entry.put("pm_id", (long) instance.id());
    entry.put("instances", (long) instance.app().instances());
    entry.put("pm_uptime", instance.startedMillis());
    entry.put("created_at", instance.createdMillis());
    entry.put("restart_time", (long) instance.restarts());
    entry.put("unstable_restarts", (long) instance.unstableRestarts());
    if (!instance.reason().isEmpty()) {
      entry.put("status_reason", instance.reason());
    }
    if (instance.lastExit() instanceof Exit.Code code) {
      entry.put("exit_code", (long) code.code());
    }
    entry.putIfAbsent("username", user(instance));
    entry.put("version", instance.version());
    putAxm(entry);
    Map<String, Object> monit = new LinkedHashMap<>();
    monit.put("memory", memory);
    monit.put("cpu", cpu);
    Map<String, Object> process = new LinkedHashMap<>();
    process.put("pid", (long) instance.pid());
    process.put("name", instance.name());
    process.put("pm2_env", entry);
    process.put("pm_id", (long) instance.id());
    process.put("monit", monit);
    return process;
  }

  /** What PM2's own module in an app reports, and programs that read its list expect to find. */
  private static void putAxm(Map<String, Object> entry) {
    entry.put("axm_actions", List.of());
    entry.put("axm_monitor", Map.of());
    entry.put("axm_options", Map.of());
    entry.put("axm_dynamic", Map.of());
  }

  private static double cpu(Instance instance, Usage usage, long now) {
    return instance.pid() == 0 ? 0 : instance.cpu().read(usage.cpuNanos(), now);
  }

  /** In the list's order; zero for those that don't run, as pid 0 has no process. */
  private List<Usage> usages() {
    List<Integer> pids = new ArrayList<>();
    supervision.instances().all().forEach(instance -> pids.add(instance.pid()));
    return os.usage(pids);
  }

  private long now() {
    return supervision.loop().clock().nanos();
  }
}

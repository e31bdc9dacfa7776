package io.jstartup.cli.output;

import io.jstartup.cli.caller.Terminal;
import io.jstartup.model.AppSpec;
import io.jstartup.model.DrainPolicy;
import io.jstartup.model.Launch;
import io.jstartup.model.Secrets;
import io.jstartup.model.StopPolicy;
import io.jstartup.supervisor.client.Description;
import io.jstartup.supervisor.control.ProcessRow;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code describe} shows of one instance: PM2's rows, and what PM2 doesn't tell. */
public final class DescriptionSheet {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX").withZone(ZoneId.systemDefault());

  private DescriptionSheet() {}

  /** A heading and the sheet, with their line ends. */
  public static String render(Description described, boolean secrets, Terminal terminal) {
    ProcessRow process = described.process();
    String heading = "Process " + process.id() + ", '" + Printable.line(process.name()) + "'\n";
    return heading + Sheet.render(rows(described, secrets), terminal);
  }

  static Map<String, String> rows(Description described, boolean secrets) {
    AppSpec app = described.saved().app();
    Map<String, String> rows = new LinkedHashMap<>();
    putState(rows, described);
    putLaunch(rows, app, secrets);
    LogRows.put(rows, app.logs());
    LogRows.putRotation(rows, described.logs());
    rows.put("pid path", app.pidFile());
    ReadyRows.put(rows, app, secrets);
    putStop(rows, app.stop());
    putUnlessEmpty(rows, "before its stop", drain(app.stop().drain(), secrets));
    RestartRows.put(rows, app.restart());
    putCron(rows, described);
    WatchRows.put(rows, app.watch());
    return rows;
  }

  private static void putState(Map<String, String> rows, Description described) {
    ProcessRow process = described.process();
    boolean runs = process.pid() > 0;
    rows.put("status", process.status());
    putUnlessEmpty(rows, "service", process.service());
    putUnlessEmpty(rows, "reason", process.reason());
    putUnlessEmpty(rows, "says", Printable.line(described.says()));
    putUnlessEmpty(rows, "last end", lastEnd(described));
    rows.put("name", process.name());
    rows.put("namespace", process.namespace());
    rows.put("instance", process.number() + " of " + described.saved().app().instances());
    rows.put("pid", runs ? String.valueOf(process.pid()) : "none");
    rows.put("restarts", String.valueOf(process.restarts()));
    rows.put("unstable restarts", String.valueOf(described.unstableRestarts()));
    rows.put("uptime", runs ? Units.duration(process.uptimeMillis()) : "0");
    rows.put("created at", time(described.createdMillis()));
    rows.put("cpu", Units.percent(process.cpu()));
    rows.put("memory", Units.size(process.memory()));
    rows.put("user", process.user());
  }

  private static String lastEnd(Description described) {
    return described.lastEnd().isEmpty()
        ? ""
        : described.lastEnd() + ", " + time(described.lastEndMillis());
  }

  private static void putLaunch(Map<String, String> rows, AppSpec app, boolean secrets) {
    Launch launch = app.launch();
    rows.put("script path", launch.executable());
    rows.put("script args", words(launch.args(), secrets));
    rows.put("interpreter", launch.interpreter());
    rows.put("interpreter args", words(launch.interpreterArgs(), secrets));
    rows.put("exec cwd", launch.cwd());
    rows.put("exec mode", app.clusterMode() ? "cluster_mode" : "fork_mode");
    putUnlessEmpty(rows, "node env", launch.env().getOrDefault("NODE_ENV", ""));
  }

  private static void putStop(Map<String, String> rows, StopPolicy stop) {
    String reach = stop.tree() ? "all its processes" : "its main process only";
    String message = stop.byMessage() ? "message 'shutdown', else " : "";
    rows.put("stop signal", message + stop.signal() + " to " + reach);
    rows.put("stop timeout", stop.timeout().toMillis() + " ms, then SIGKILL");
  }

  private static String drain(DrainPolicy drain, boolean secrets) {
    List<String> steps = new ArrayList<>();
    drain.file().ifPresent(file -> steps.add("file '" + Printable.line(file) + "' is made"));
    drain
        .http()
        .ifPresent(
            address ->
                steps.add("POST to '" + Printable.line(words(List.of(address), secrets)) + "'"));
    if (!drain.delay().isZero()) {
      steps.add("a wait of " + drain.delay().toMillis() + " ms");
    }
    return String.join(", ", steps);
  }

  private static void putCron(Map<String, String> rows, Description described) {
    String pattern = described.saved().app().restart().cron();
    if (pattern.isEmpty()) {
      return;
    }
    rows.put("cron restart", pattern + " (" + described.timeZone() + ")");
    long next = described.cronNextMillis();
    ZoneId zone =
        described.timeZone().isEmpty() ? ZoneId.systemDefault() : ZoneId.of(described.timeZone());
    rows.put(
        "next cron", next == 0 ? "never" : TIME.withZone(zone).format(Instant.ofEpochMilli(next)));
  }

  private static void putUnlessEmpty(Map<String, String> rows, String name, String value) {
    if (!value.isEmpty()) {
      rows.put(name, value);
    }
  }

  private static String time(long millis) {
    return millis == 0 ? "" : TIME.format(Instant.ofEpochMilli(millis));
  }

  /** Quoted where a blank would make it unclear where one ends. */
  private static String words(List<String> words, boolean secrets) {
    return (secrets ? words : Secrets.maskedArguments(words))
        .stream()
            .map(word -> word.isEmpty() || word.contains(" ") ? "'" + word + "'" : word)
            .collect(Collectors.joining(" "));
  }
}

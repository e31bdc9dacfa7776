package io.jstartup.supervisor.client;

import io.jstartup.dump.json.Json;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.supervisor.control.ProcessRow;
import io.jstartup.supervisor.process.Outside;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the members of replies and events mean. Missing ones are zero or empty, so that a newer or older supervisor can be read. */
final class Replies {
  private Replies() {}

  static void throwProblems(Map<?, ?> reply) {
    if (!Boolean.TRUE.equals(reply.get("ok"))) {
      throw new ProblemsException(problems(reply));
    }
  }

  static Outcome outcome(Map<?, ?> reply) {
    List<String> notes = new ArrayList<>();
    items(reply, "notes").forEach(note -> notes.add(String.valueOf(note)));
    return new Outcome(rows(reply), problems(reply), notes, rows(reply, "services"));
  }

  static List<ProcessRow> rows(Map<?, ?> reply) {
    return rows(reply, "processes");
  }

  private static List<ProcessRow> rows(Map<?, ?> reply, String key) {
    List<ProcessRow> rows = new ArrayList<>();
    for (Object row : items(reply, key)) {
      rows.add(ProcessRow.fromJson((Map<?, ?>) row));
    }
    return rows;
  }

  static Descriptions descriptions(Channel.Message reply) {
    List<Description> described = new ArrayList<>();
    if (reply.body().length > 0 && Json.parse(reply.body()) instanceof List<?> list) {
      list.forEach(item -> described.add(Description.fromJson((Map<?, ?>) item)));
    }
    return new Descriptions(described, problems(reply.header()));
  }

  static LogReload logReload(Channel.Message reply) {
    List<String> logs = new ArrayList<>();
    items(reply.header(), "logs").forEach(log -> logs.add(String.valueOf(log)));
    return new LogReload(logs, problems(reply.header()));
  }

  static List<LogKeeping> logKeeping(Map<?, ?> json) {
    List<LogKeeping> logs = new ArrayList<>();
    items(json, "log_rotation").forEach(log -> logs.add(LogKeeping.fromJson((Map<?, ?>) log)));
    return logs;
  }

  static Pong pong(Map<?, ?> reply) {
    return new Pong(
        text(reply, "version"),
        (int) number(reply, "pid"),
        (int) number(reply, "protocol"),
        text(reply, "home"));
  }

  static Progress progress(Map<?, ?> event) {
    return new Progress(
        (int) number(event, "pm_id"),
        text(event, "name"),
        (int) number(event, "pid"),
        text(event, "status"),
        text(event, "reason"));
  }

  static ProcessEvent processEvent(Map<?, ?> event) {
    return new ProcessEvent(
        text(event, "action"),
        (int) number(event, "pm_id"),
        text(event, "name"),
        (int) number(event, "pid"),
        text(event, "reason"));
  }

  static ProcessMessage processMessage(Map<?, ?> event) {
    return new ProcessMessage(
        (int) number(event, "pm_id"),
        text(event, "name"),
        (int) number(event, "pid"),
        event.get("message"));
  }

  static long number(Map<?, ?> json, String key) {
    return json.get(key) instanceof Number number ? number.longValue() : 0;
  }

  static List<Problem> problems(Map<?, ?> reply) {
    List<Problem> problems = new ArrayList<>();
    for (Object problem : items(reply, "problems")) {
      Map<?, ?> json = (Map<?, ?>) problem;
      problems.add(new Problem(text(json, "what"), text(json, "why"), text(json, "remedy")));
    }
    return problems;
  }

  private static List<?> items(Map<?, ?> json, String key) {
    return json.get(key) instanceof List<?> list ? list : List.of();
  }

  static List<Outside> outside(Map<?, ?> reply) {
    List<Outside> outside = new ArrayList<>();
    for (Object each : items(reply, "outside")) {
      Map<?, ?> json = (Map<?, ?>) each;
      List<ProcessIdentity> processes = new ArrayList<>();
      for (Object process : items(json, "processes")) {
        List<?> pair = (List<?>) process;
        processes.add(new ProcessIdentity(((Long) pair.get(0)).intValue(), (Long) pair.get(1)));
      }
      outside.add(new Outside(text(json, "group"), processes));
    }
    return outside;
  }

  static String text(Map<?, ?> json, String key) {
    return json.get(key) instanceof String text ? text : "";
  }
}

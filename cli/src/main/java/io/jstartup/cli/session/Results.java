package io.jstartup.cli.session;

import io.jstartup.cli.output.Console;
import io.jstartup.cli.output.DownReasons;
import io.jstartup.cli.output.ProcessTable;
import io.jstartup.dump.json.Json;
import io.jstartup.model.Problem;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.control.ProcessRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows what became of a command: a table or, with {@code --json}, one JSON object; problems always on stderr too. */
public final class Results {
  private Results() {}

  /** Shows it and gives the command's exit code. */
  public static int show(Session session, Outcome outcome, boolean json) {
    Console console = session.console();
    outcome.problems().forEach(console::problem);
    if (!json) {
      outcome.notes().forEach(console::say);
    }
    if (json) {
      List<Object> processes = new ArrayList<>();
      outcome.processes().forEach(row -> processes.add(row.toJson()));
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("processes", processes);
      if (!outcome.notes().isEmpty()) {
        fields.put("notes", outcome.notes());
      }
      object(console, outcome.problems(), fields);
    }
    return outcome.ok() ? ExitCode.OK : ExitCode.FAILED;
  }

  /** {@code {"ok":...,fields...,"problems":[{"what","why","remedy"}...]}} on one line. */
  public static void object(Console console, List<Problem> problems, Map<String, ?> fields) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("ok", problems.isEmpty());
    object.putAll(fields);
    object.put("problems", problems.stream().map(Results::json).toList());
    console.result(Json.compactText(object) + "\n");
  }

  /** The table of all processes, and under it whether the saved list is another one. */
  public static void table(Session session, List<ProcessRow> processes) {
    if (!session.console().silent()) {
      tableAlone(session, processes);
      SavedListHint.of(session.savedList(), processes).ifPresent(session.console()::say);
    }
  }

  /** For a command that has just read the saved list and told of its problems. */
  public static void tableAlone(Session session, List<ProcessRow> processes) {
    Console console = session.console();
    if (!console.silent()) {
      console.result(ProcessTable.render(processes, console.terminal()));
      console.result(DownReasons.render(processes));
    }
  }

  private static Map<String, Object> json(Problem problem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("what", problem.what());
    json.put("why", problem.why());
    json.put("remedy", problem.remedy());
    return json;
  }
}

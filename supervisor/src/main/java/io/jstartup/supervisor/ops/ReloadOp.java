package io.jstartup.supervisor.ops;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.control.Request;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.reload.ReloadResult;
import io.jstartup.supervisor.reload.Reloads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code reload}: of all apps that it names at once, of each app as many instances at a time as it says. */
final class ReloadOp {
  private static final int MOST_PARALLEL = 1000;

  private final Supervision supervision;
  private final StartOp start;
  private final Reloads reloads;
  private final Rows rows;
  private final Supplier<List<Problem>> unwritten;

  ReloadOp(
      Supervision supervision,
      StartOp start,
      Reloads reloads,
      Rows rows,
      Supplier<List<Problem>> unwritten) {
    this.unwritten = unwritten;
    this.start = start;
    this.supervision = supervision;
    this.reloads = reloads;
    this.rows = rows;
  }

  void answer(Request request) {
    if (request.flag("apps")) {
      begin(request, start.described(request.body()), List.of());
      return;
    }
    Targets named = Targets.of(request.texts("targets"), supervision.instances());
    Targets targets = Services.refused(named, "reload");
    List<Instance> instances = new ArrayList<>(targets.instances());
    instances.removeIf(it -> !it.counts());
    begin(request, EnvironmentChanges.of(request, instances), targets.problems());
  }

  private void begin(Request request, Map<Instance, AppSpec> specs, List<Problem> problems) {
    Map<String, Map<Instance, AppSpec>> byName = new LinkedHashMap<>();
    specs.forEach(
        (instance, app) ->
            byName
                .computeIfAbsent(instance.name(), name -> new LinkedHashMap<>())
                .put(instance, app));
    reloads.check(byName.keySet(), request.flag("force"));
    int parallel = parallel(request);
    Answer answer = new Answer(request, byName.size(), problems);
    byName.forEach((name, each) -> reloads.begin(name, each, parallel, answer::add));
    answer.replyIfDone();
  }

  private static int parallel(Request request) {
    List<String> given = request.texts("parallel");
    if (given.isEmpty()) {
      return 1;
    }
    String count = given.get(0);
    if (!count.matches("\\d{1,4}") || count.matches("0+")) {
      String why = "'" + count + "' is no number from 1 to " + MOST_PARALLEL;
      throw new ProblemsException("cannot reload so many at a time", why, "");
    }
    return Math.min(MOST_PARALLEL, Integer.parseInt(count));
  }

  /** Collects what becomes of each app. */
  private final class Answer {
    private final Request request;
    private final List<Problem> problems;
    private final List<Object> touched = new ArrayList<>();
    private final List<Object> notes = new ArrayList<>();
    private int awaited;
    private boolean replied;

    Answer(Request request, int awaited, List<Problem> problems) {
      this.request = request;
      this.awaited = awaited;
      this.problems = new ArrayList<>(problems);
    }

    void add(ReloadResult result) {
      awaited--;
      for (Instance instance : result.reloaded()) {
        touched.add(rows.brief(instance).toJson());
        Map<String, Object> progress = new LinkedHashMap<>();
        progress.put("pm_id", (long) instance.id());
        progress.put("name", instance.name());
        progress.put("pid", (long) instance.pid());
        progress.put("status", instance.status().word());
        progress.put("reason", "");
        request.event("progress", progress);
      }
      result.left().forEach(it -> touched.add(rows.brief(it).toJson()));
      problems.addAll(result.problems());
      notes.addAll(result.notes());
      replyIfDone();
    }

    void replyIfDone() {
      if (awaited == 0 && !replied) {
        replied = true;
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("processes", touched);
        members.put("notes", notes);
        request.reply(members, problems, unwritten);
      }
    }
  }
}

package io.jstartup.supervisor.ops;

import io.jstartup.dump.AppEntry;
import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import io.jstartup.model.AppSpec;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.supervisor.control.Request;
import io.jstartup.supervisor.control.StartMode;
import io.jstartup.supervisor.exec.ExecCheck;
import io.jstartup.supervisor.exec.Tools;
import io.jstartup.supervisor.process.IncrementedVariable;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.InstanceFiles;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.state.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@code start}: all entries of the request or, when one of them can't be used, none. */
final class StartOp {
  private final Supervision supervision;
  private final Pool pool = new Pool();
  private final ExecCheck check = new ExecCheck(Tools.ofSystem());

  StartOp(Supervision supervision) {
    this.supervision = supervision;
  }

  /** Begins it; the instances it touched. */
  List<Instance> run(Request request) {
    StartMode mode = mode(request.text("mode"));
    List<AppSpec> apps = apps(request.body());
    List<Problem> problems = new ArrayList<>();
    apps.forEach(app -> problems.addAll(check.problems(app)));
    apps.forEach(app -> refuseServices(app, "start", problems));
    if (mode == StartMode.NEW) {
      apps.forEach(app -> checkNotRunning(app, problems));
    }
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    List<Instance> touched = new ArrayList<>();
    for (AppSpec app : apps) {
      List<Instance> listed = supervision.instances().named(app.name());
      if (listed.isEmpty() || mode == StartMode.FORCE) {
        addAll(app, firstFree(listed), touched);
      } else {
        restartAll(app, listed, touched);
      }
    }
    return touched;
  }

  /**
   * What the listed instances of these apps are to become; nothing happens to them yet.
   *
   * @throws ProblemsException when one can't be used, or is not listed
   */
  Map<Instance, AppSpec> described(byte[] body) {
    Map<Instance, AppSpec> specs = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (AppSpec app : apps(body)) {
      problems.addAll(check.problems(app));
      refuseServices(app, "reload", problems);
      List<Instance> listed = new ArrayList<>(supervision.instances().named(app.name()));
      listed.removeIf(it -> !it.counts());
      if (listed.isEmpty()) {
        problems.add(new Problem("cannot reload app '" + app.name() + "'", "it is not listed"));
      }
      listed.forEach(it -> specs.put(it, described(app, it, listed.size())));
    }
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    return specs;
  }

  private static AppSpec described(AppSpec app, Instance instance, int instances) {
    AppSpec raised = IncrementedVariable.raised(app, instance.number());
    return InstanceFiles.numbered(raised.withInstances(instances), instance.id());
  }

  private void addAll(AppSpec app, int firstNumber, List<Instance> touched) {
    for (int i = 0; i < app.instances(); i++) {
      AppSpec raised = IncrementedVariable.raised(app, firstNumber + i);
      AppSpec own = InstanceFiles.numbered(raised, supervision.instances().nextId());
      String uniqueId = UUID.randomUUID().toString();
      SavedInstance saved = new SavedInstance(own, firstNumber + i, uniqueId, app.autostart());
      Instance instance = supervision.add(saved);
      touched.add(instance);
      if (app.autostart()) {
        supervision.happen(instance, Event.START);
      }
    }
  }

  private void restartAll(AppSpec app, List<Instance> listed, List<Instance> touched) {
    for (Instance instance : listed) {
      supervision.redescribe(instance, described(app, instance, listed.size()));
      supervision.happen(instance, Event.RESTART);
      touched.add(instance);
    }
  }

  private void refuseServices(AppSpec app, String verb, List<Problem> problems) {
    List<Instance> listed = supervision.instances().named(app.name());
    problems.addAll(Services.refused(new Targets(listed, List.of()), verb).problems());
  }

  private void checkNotRunning(AppSpec app, List<Problem> problems) {
    for (Instance instance : supervision.instances().named(app.name())) {
      if (instance.isService()) {
        return;
      }
      boolean other = !instance.app().launch().executable().equals(app.launch().executable());
      if (other || instance.state().runs()) {
        String what = "cannot start app '" + app.name() + "'";
        problems.add(other ? taken(what, instance) : running(what, instance));
        return;
      }
    }
  }

  private static Problem running(String what, Instance instance) {
    return new Problem(
        what,
        "script already launched as id " + instance.id() + ", pid " + instance.pid(),
        "add -f option to force re-execution, or --name for a name of its own, or restart it");
  }

  private static Problem taken(String what, Instance instance) {
    return new Problem(
        what,
        "an app of that name is listed, which runs '" + instance.app().launch().executable() + "'",
        "choose another name with --name, have both by it with -f, or delete that app first");
  }

  private static int firstFree(List<Instance> listed) {
    int free = 0;
    for (Instance instance : listed) {
      free = Math.max(free, instance.number() + 1);
    }
    return free;
  }

  private static StartMode mode(String word) {
    for (StartMode mode : StartMode.values()) {
      if (mode.word().equals(word)) {
        return mode;
      }
    }
    throw new ProblemsException("cannot start", "'" + word + "' is no mode", "");
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are strings
  private List<AppSpec> apps(byte[] body) {
    if (!(parse(body) instanceof List<?> entries)) {
      throw new ProblemsException("cannot start", "the request's body is not an array", "");
    }
    List<AppSpec> apps = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Object entry : entries) {
      try {
        apps.add(pool.shared(AppEntry.read((Map<String, Object>) entry).app()));
      } catch (ProblemsException e) {
        problems.addAll(e.problems());
      } catch (ClassCastException e) {
        problems.add(new Problem("cannot start", "an entry is not an object"));
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    return apps;
  }

  private static Object parse(byte[] body) {
    try {
      return Json.parse(body);
    } catch (JsonException e) {
      throw new ProblemsException("cannot start", "the request's body is not JSON", e.getMessage());
    }
  }
}

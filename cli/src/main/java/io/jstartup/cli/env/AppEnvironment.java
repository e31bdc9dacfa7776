package io.jstartup.cli.env;

import io.jstartup.model.AppSpec;
import io.jstartup.model.SavedInstance;
import io.jstartup.model.Secrets;
import io.jstartup.model.exec.Execution;
import io.jstartup.model.exec.InheritedEnvironment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One instance's environment as its next start gives it.
 *
 * @param title the instance, for the reader
 * @param variables in order
 * @param callers what the caller's shell would give the app now
 */
public record AppEnvironment(String title, List<Variable> variables, Map<String, String> callers) {
  /** One variable and where it comes from. */
  record Variable(String name, String value, Origin origin) {}

  /**
   * Tells the origins.
   *
   * @param home the supervisor's home
   * @param shell the caller's environment
   */
  public static AppEnvironment of(
      SavedInstance saved, long id, String home, Map<String, String> shell) {
    AppSpec app = saved.app();
    Map<String, String> added = new LinkedHashMap<>();
    added.put("unique_id", saved.uniqueId());
    added.put("name", app.name());
    added.put("pm_id", Long.toString(id));
    added.put(app.instanceVar(), Integer.toString(saved.number()));
    added.put("JSTARTUP_HOME", home);
    List<Variable> variables = new ArrayList<>();
    app.launch()
        .env()
        .forEach(
            (name, value) -> {
              if (!added.containsKey(name)) {
                variables.add(new Variable(name, value, origin(app, name)));
              }
            });
    added.forEach((name, value) -> variables.add(new Variable(name, value, Origin.JSTARTUP)));
    Map<String, String> callers =
        InheritedEnvironment.of(shell, app.execution().environment().filter());
    callers.keySet().removeAll(added.keySet());
    return new AppEnvironment(app.name() + " (id " + id + ")", variables, callers);
  }

  private static Origin origin(AppSpec app, String name) {
    Execution execution = app.execution();
    if (execution.environment().own().contains(name) || name.equals(app.incrementVar())) {
      return Origin.APP;
    }
    boolean user = execution.runAs().isPresent();
    return user && InheritedEnvironment.OF_THE_USER.contains(name) ? Origin.USER : Origin.SHELL;
  }

  /** What the shell that gave the app its variables would not give it now, or otherwise. */
  List<Difference> differences() {
    List<Difference> differences = new ArrayList<>();
    Map<String, String> onlyHere = new LinkedHashMap<>(callers);
    for (Variable variable : variables) {
      String here = callers.get(variable.name());
      onlyHere.remove(variable.name());
      boolean told = here != null || variable.origin() == Origin.SHELL;
      boolean fixed = variable.origin() == Origin.JSTARTUP || variable.origin() == Origin.USER;
      if (told && !fixed && !variable.value().equals(here)) {
        differences.add(new Difference(variable.name(), here));
      }
    }
    onlyHere.forEach((name, value) -> differences.add(new Difference(name, value)));
    return differences;
  }

  /**
   * A variable that this shell has otherwise.
   *
   * @param here its value in this shell; null: it is not set here
   */
  record Difference(String name, String here) {}

  /** For {@code --json}. */
  public Map<String, Object> json(boolean showSecrets) {
    List<Object> list = new ArrayList<>();
    for (Variable variable : variables) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("name", variable.name());
      json.put("value", shown(variable.name(), variable.value(), showSecrets));
      json.put("from", variable.origin().words());
      list.add(json);
    }
    List<Object> others = new ArrayList<>();
    for (Difference difference : differences()) {
      Map<String, Object> json = new LinkedHashMap<>();
      String here = difference.here();
      json.put("name", difference.name());
      json.put("here", here == null ? null : shown(difference.name(), here, showSecrets));
      others.add(json);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("app", title);
    json.put("env", list);
    json.put("differs", others);
    return json;
  }

  static String shown(String name, String value, boolean showSecrets) {
    return showSecrets ? value : Secrets.masked(name, value);
  }
}

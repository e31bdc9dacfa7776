package io.jstartup.model.exec;

import io.jstartup.model.AppSpec;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the environment of a listed app is to change at its restart.
 *
 * @param shell {@code --update-env}: the caller's variables, which take the place of those that a shell gave the app before; empty:
 *     these stay as they are
 * @param named {@code --env NAME}: the app's own {@code env_NAME} is added
 */
public record EnvironmentChange(Optional<Map<String, String>> shell, Optional<String> named) {
  public static final EnvironmentChange NONE =
      new EnvironmentChange(Optional.empty(), Optional.empty());

  /**
   * The app with the environment it has from now on. Where the shell and the app's own attributes set the same variable, the shell wins,
   * as with PM2: {@code PORT=81 jstartup restart web --update-env}.
   *
   * @return empty when the app has no {@code env_NAME}
   */
  public Optional<AppSpec> applied(AppSpec app) {
    AppSpec refreshed = shell.map(variables -> refreshed(app, variables)).orElse(app);
    if (named.isEmpty()) {
      return Optional.of(refreshed);
    }
    return app.others().get("env_" + named.get()) instanceof Map<?, ?> variables
        ? Optional.of(added(refreshed, variables))
        : Optional.empty();
  }

  /** Whether the app's own {@code env_NAME} that is added gives this variable a value. */
  public boolean adds(String variable, AppSpec app) {
    return named.isPresent()
        && app.others().get("env_" + named.get()) instanceof Map<?, ?> variables
        && variables.containsKey(variable);
  }

  private static AppSpec refreshed(AppSpec app, Map<String, String> shell) {
    EnvironmentRule rule = app.execution().environment();
    Map<String, String> variables = InheritedEnvironment.of(shell, rule.filter());
    Set<String> kept = kept(app);
    variables.keySet().removeAll(kept);
    Set<String> own = new LinkedHashSet<>(rule.own());
    own.removeAll(variables.keySet());
    kept.addAll(own);
    app.launch()
        .env()
        .forEach(
            (name, value) -> {
              if (kept.contains(name)) {
                variables.put(name, value);
              }
            });
    return with(app, variables, own);
  }

  /** What no shell gave the app, and none may change. */
  private static Set<String> kept(AppSpec app) {
    Set<String> kept = new HashSet<>(Set.of(app.instanceVar(), app.incrementVar()));
    if (app.execution().runAs().isPresent()) {
      kept.addAll(InheritedEnvironment.OF_THE_USER);
    }
    return kept;
  }

  private static AppSpec added(AppSpec app, Map<?, ?> more) {
    Map<String, String> variables = new LinkedHashMap<>(app.launch().env());
    Set<String> own = new LinkedHashSet<>(app.execution().environment().own());
    more.forEach(
        (name, value) -> {
          variables.put(name.toString(), String.valueOf(value));
          own.add(name.toString());
        });
    return with(app, variables, own);
  }

  private static AppSpec with(AppSpec app, Map<String, String> variables, Set<String> own) {
    EnvironmentFilter filter = app.execution().environment().filter();
    return app.withLaunch(app.launch().withEnv(variables))
        .withExecution(app.execution().withEnvironment(new EnvironmentRule(filter, own)));
  }
}

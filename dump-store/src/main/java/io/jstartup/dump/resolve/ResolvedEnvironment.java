package io.jstartup.dump.resolve;

import io.jstartup.dump.processfile.Attributes;
import io.jstartup.model.exec.EnvironmentFilter;
import io.jstartup.model.exec.EnvironmentRule;
import io.jstartup.model.exec.InheritedEnvironment;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An app's variables and how they came about: the caller's, less what {@code filter_env} drops; of another user HOME, USER and LOGNAME;
 * then {@code env}, {@code env_NAME} and {@code port}.
 */
record ResolvedEnvironment(Map<String, String> variables, EnvironmentRule rule) {
  private static final String UNBUFFERED = "PYTHONUNBUFFERED";

  static ResolvedEnvironment of(
      Attributes app,
      Map<String, String> callers,
      UserResolver.Found user,
      Optional<String> named) {
    EnvironmentFilter filter = app.environmentFilter("filter_env").orElse(EnvironmentFilter.NONE);
    Map<String, String> inherited = InheritedEnvironment.of(callers, filter);
    Map<String, String> variables =
        user.runAs()
            .map(runAs -> InheritedEnvironment.ofUser(inherited, runAs, user.home()))
            .orElse(inherited);
    Map<String, String> own = new LinkedHashMap<>(app.variables("env"));
    named.ifPresent(name -> own.putAll(app.variables("env_" + name)));
    app.number("port").ifPresent(port -> own.put("PORT", port.toString()));
    variables.putAll(own);
    return new ResolvedEnvironment(variables, new EnvironmentRule(filter, own.keySet()));
  }

  /**
   * With {@code PYTHONUNBUFFERED=1} for Python, as PM2 has it: else what a script prints into a file shows up late, and what it
   * printed last is lost when it is killed. Unless it has a variable of that name, an empty one too.
   */
  ResolvedEnvironment forInterpreter(String interpreter) {
    boolean python = interpreter.substring(interpreter.lastIndexOf('/') + 1).startsWith("python");
    if (!python || variables.containsKey(UNBUFFERED)) {
      return this;
    }
    Map<String, String> more = new LinkedHashMap<>(variables);
    more.put(UNBUFFERED, "1");
    Set<String> own = new LinkedHashSet<>(rule.own());
    own.add(UNBUFFERED);
    return new ResolvedEnvironment(more, new EnvironmentRule(rule.filter(), own));
  }
}

package io.jstartup.cli.command;

import io.jstartup.cli.env.AppEnvironment;
import io.jstartup.cli.env.EnvironmentText;
import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Results;
import io.jstartup.cli.session.Session;
import io.jstartup.dump.AppEntry;
import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.supervisor.client.SupervisorClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code env}. */
@Command(
    name = "env",
    header = "Show an app's environment, and where it comes from.",
    description = {
      "Its variables by where their values come from, and then what this shell has otherwise.",
      "What looks like a secret is hidden."
    },
    footer = {"", "Examples:", "  jstartup env web", "  jstartup env 0 --show-secrets"})
final class EnvCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "ID|NAME", description = "Which app.")
  private String target;

  @Option(names = "--show-secrets", description = "Hide nothing.")
  private boolean showSecrets;

  @Option(names = "--json", description = "Show it as JSON.")
  private boolean json;

  EnvCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    showSecrets |= session.showsSecrets();
    List<AppEnvironment> found = new ArrayList<>();
    for (Map<?, ?> entry : listed()) {
      if (target.equals(String.valueOf(entry.get("pm_id"))) || target.equals(entry.get("name"))) {
        found.add(environment(entry));
      }
    }
    if (found.isEmpty()) {
      throw new ProblemsException(
          "cannot find app '" + target + "'", "no id or name is that", "see 'jstartup list'");
    }
    if (json) {
      List<Object> apps = found.stream().map(app -> (Object) app.json(showSecrets)).toList();
      Results.object(session.console(), List.of(), Map.of("apps", apps));
    } else {
      found.forEach(app -> session.console().result(EnvironmentText.of(app, showSecrets)));
    }
    return ExitCode.OK;
  }

  private List<Map<?, ?>> listed() {
    List<Map<?, ?>> entries = new ArrayList<>();
    try (SupervisorClient client = session.running().orElse(null)) {
      Object list = client == null ? List.of() : Json.parse(client.jlist(true));
      ((List<?>) list).forEach(entry -> entries.add((Map<?, ?>) entry));
    } catch (JsonException e) {
      throw new ProblemsException("cannot read the list", e.getMessage(), "");
    }
    return entries;
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are strings
  private AppEnvironment environment(Map<?, ?> listed) {
    Map<String, Object> entry = new LinkedHashMap<>((Map<String, Object>) listed.get("pm2_env"));
    SavedInstance saved = AppEntry.read(entry);
    long id = (Long) listed.get("pm_id");
    String home = session.home().home().toString();
    return AppEnvironment.of(saved, id, home, session.caller().env());
  }
}

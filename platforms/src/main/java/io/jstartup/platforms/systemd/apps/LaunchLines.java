package io.jstartup.platforms.systemd.apps;

import io.jstartup.model.Launch;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is executed, where, and with which variables. systemd.exec(5), "Environment". */
final class LaunchLines {
  private static final int UNSET_SINCE = 235;

  private LaunchLines() {}

  static void add(Draft draft, Path environmentFile, Set<String> inherited) {
    Launch launch = draft.app().launch();
    draft.service(
        "WorkingDirectory="
            + draft.carried("cwd", () -> AppSyntax.path(launch.cwd(), draft.version())));
    draft.exact("cwd", "WorkingDirectory=");
    draft.service(
        "EnvironmentFile="
            + draft.carried("env", () -> AppSyntax.pattern(environmentFile, draft.version())));
    unset(draft, inherited);
    draft.service(
        "ExecStart="
            + draft.carried(
                "script, args", () -> AppSyntax.command(launch.argv(), draft.version())));
    draft.exact("script, args, interpreter, interpreter_args", "ExecStart=");
    draft.approximated(
        "unique_id, pm_id, JSTARTUP_HOME",
        "not in its environment: no supervisor may take it for one of its own");
  }

  private static void unset(Draft draft, Set<String> inherited) {
    if (!draft.knows(UNSET_SINCE)) {
      draft.approximated("env", "EnvironmentFile=, and what systemd itself adds");
      return;
    }
    Map<String, String> env = variables(draft);
    boolean ofUser = draft.scope().ofUser();
    List<String> surplus =
        SurplusVariables.names(ofUser, inherited).stream()
            .filter(name -> !env.containsKey(name))
            .toList();
    draft.service("UnsetEnvironment=" + String.join(" ", surplus));
    if (ofUser) {
      draft.approximated(
          "env",
          "EnvironmentFile= that only its user can read; what the user's manager is given after the"
              + " install (systemctl --user import-environment) comes on top");
    } else {
      draft.exact("env", "EnvironmentFile= that only root can read");
    }
  }

  /** The environment's file. */
  static String environment(Draft draft) {
    StringBuilder text = new StringBuilder();
    variables(draft)
        .forEach(
            (name, value) ->
                text.append(
                    draft.carried("env", () -> AppSyntax.variable(name, value, draft.version()))));
    return text.toString();
  }

  private static Map<String, String> variables(Draft draft) {
    Map<String, String> all = new LinkedHashMap<>(draft.app().launch().env());
    all.remove("unique_id");
    all.remove("pm_id");
    all.remove("JSTARTUP_HOME");
    all.put("name", draft.app().name());
    all.put(draft.app().instanceVar(), Integer.toString(draft.saved().number()));
    return all;
  }
}

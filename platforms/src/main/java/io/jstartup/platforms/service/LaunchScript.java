package io.jstartup.platforms.service;

import io.jstartup.model.AppSpec;
import io.jstartup.model.Launch;
import io.jstartup.model.LogFiles;
import io.jstartup.model.SavedInstance;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a shell with no variables, which is the app's user already, reads on its standard input to become the app. It is one compound command,
 * as it closes that input. All texts are in single quotes, so that they are carried byte for byte, newlines and all; they stand in
 * no command's arguments, where any user could read them.
 */
final class LaunchScript {
  private static final int USUAL_UMASK = 022;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** What dash or busybox reads or sets by itself. */
  private static final Set<String> SHELLS_OWN =
      Set.of(
          "IFS",
          "LINENO",
          "OPTIND",
          "OPTARG",
          "PPID",
          "RANDOM",
          "HISTSIZE",
          "HISTFILE",
          "MAIL",
          "MAILPATH",
          "PS1",
          "PS2",
          "PS4",
          "ATTY",
          "_",
          "EPOCHREALTIME",
          "EPOCHSECONDS",
          "ENV");

  private LaunchScript() {}

  /** Whether a shell passes on all its variables as they are. */
  static boolean carries(SavedInstance saved) {
    return variables(saved).keySet().stream()
        .allMatch(name -> NAME.matcher(name).matches() && !SHELLS_OWN.contains(name));
  }

  static String of(SavedInstance saved) {
    AppSpec app = saved.app();
    Launch launch = app.launch();
    StringBuilder text = new StringBuilder("{\nexec </dev/null\numask 077\n");
    output(text, app.logs());
    text.append(String.format("umask %04o%n", app.execution().umask().orElse(USUAL_UMASK)));
    text.append("cd ")
        .append(quoted(launch.cwd()))
        .append(" || exit 1\nunset PWD OLDPWD SHLVL PATH\n");
    variables(saved)
        .forEach((name, value) -> text.append("export ").append(name + "=" + quoted(value) + "\n"));
    return text.append("exec ").append(words(launch.argv())).append("\n}\n").toString();
  }

  private static void output(StringBuilder text, LogFiles logs) {
    if (logs.policy().disabled()) {
      text.append("exec >/dev/null 2>&1\n");
      return;
    }
    String error = logs.error().equals(logs.out()) ? "2>&1" : "2>>" + quoted(logs.error());
    text.append("mkdir -p ").append(folder(logs.out())).append(' ').append(folder(logs.error()));
    text.append(" 2>/dev/null\n");
    text.append("exec >>").append(quoted(logs.out())).append(' ').append(error).append('\n');
  }

  private static String folder(String file) {
    return quoted(String.valueOf(Path.of(file).getParent()));
  }

  /** Without {@code _}: bash exports it, and it names the command that started jstartup, which is no setting of the app's. */
  private static Map<String, String> variables(SavedInstance saved) {
    Map<String, String> all = new LinkedHashMap<>(saved.app().launch().env());
    all.remove("_");
    all.remove("unique_id");
    all.remove("pm_id");
    all.remove("JSTARTUP_HOME");
    all.put("name", saved.app().name());
    all.put(saved.app().instanceVar(), Integer.toString(saved.number()));
    return all;
  }

  private static String words(List<String> argv) {
    return argv.stream().map(LaunchScript::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}

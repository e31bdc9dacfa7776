package io.jstartup.cli.caller;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The caller's environment as bytes. The launcher is a shell, and shells drop variables with odd names and add some of their own; but
 * {@code /proc/PID/environ} of the launcher's process still holds the block it was started with. So for commands that hand the
 * environment to apps the launcher stays our parent and names itself in {@code JSTARTUP_LAUNCHER_PID}. Where we take its place, as a
 * container's first process and on other systems than Linux, it says with {@code JSTARTUP_CALLER} that it has put aside what it had to change.
 */
final class Environment {
  static final String LAUNCHER_PID = "JSTARTUP_LAUNCHER_PID";

  private static final String REPLACED = "JSTARTUP_CALLER";
  private static final List<String> CHANGED =
      List.of("LC_ALL", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");

  private Environment() {}

  static Map<String, String> ofCaller() {
    String launcher = System.getenv(LAUNCHER_PID);
    try {
      return read(isOurParent(launcher) ? launcher : "self");
    } catch (IOException e) {
      return withoutOurOwn(new LinkedHashMap<>(System.getenv()));
    }
  }

  /** Variables in order; a string without {@code =} is no variable; of two with one name the first counts, as for getenv(3). */
  static Map<String, String> variables(List<String> block) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String entry : block) {
      int equals = entry.indexOf('=');
      if (equals >= 0) {
        variables.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    return variables;
  }

  private static Map<String, String> read(String process) throws IOException {
    return withoutOurOwn(variables(NulSeparated.read(Path.of("/proc", process, "environ"))));
  }

  private static Map<String, String> withoutOurOwn(Map<String, String> variables) {
    variables.remove(LAUNCHER_PID);
    if (variables.remove(REPLACED) != null) {
      CHANGED.forEach(name -> putBack(variables, name));
    }
    return variables;
  }

  private static void putBack(Map<String, String> variables, String name) {
    String before = variables.remove(REPLACED + "_" + name);
    if (before == null) {
      variables.remove(name);
    } else {
      variables.put(name, before);
    }
  }

  private static boolean isOurParent(String launcher) throws IOException {
    if (launcher == null) {
      return false;
    }
    // Field 4 of proc(5)'s stat; the name in field 2 may hold anything, a closing parenthesis
    // included.
    String stat =
        Files.readString(Path.of("/proc/self/stat"), java.nio.charset.StandardCharsets.ISO_8859_1);
    return launcher.equals(stat.substring(stat.lastIndexOf(')') + 2).split(" ", 3)[1]);
  }
}

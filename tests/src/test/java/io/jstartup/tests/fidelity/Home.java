package io.jstartup.tests.fidelity;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A user's two homes on a machine.
 *
 * @param user their name
 * @param folder what HOME is to them
 * @param jstartup where jstartup keeps its files
 */
public record Home(String user, String folder, String jstartup) {
  /** Those of the shell that asks for the apps. */
  Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("HOME", folder);
    variables.put("USER", user);
    variables.put("LOGNAME", user);
    variables.put("PATH", "/usr/bin:/bin");
    variables.put("JSTARTUP_HOME", jstartup);
    variables.put("ODD .\"$x", "it's \"a\" $HOME `id` %n gr\u00f6\u00dfe\\\n\t\u0001");
    return variables;
  }
}

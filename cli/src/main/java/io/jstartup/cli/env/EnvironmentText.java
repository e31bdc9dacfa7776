package io.jstartup.cli.env;

import io.jstartup.cli.output.Printable;

/** An environment as lines: {@code NAME: value} as PM2 prints them, under headings that say where the values come from. */
public final class EnvironmentText {
  private EnvironmentText() {}

  /** With its line ends. */
  public static String of(AppEnvironment app, boolean showSecrets) {
    StringBuilder text = new StringBuilder();
    line(text, "# " + app.title());
    for (Origin origin : Origin.values()) {
      String heading = "# " + origin.words() + ":";
      for (AppEnvironment.Variable variable : app.variables()) {
        if (variable.origin() == origin) {
          heading = headed(text, heading);
          String value = AppEnvironment.shown(variable.name(), variable.value(), showSecrets);
          line(text, variable.name() + ": " + value);
        }
      }
    }
    String heading = "# otherwise in this shell:";
    for (AppEnvironment.Difference difference : app.differences()) {
      heading = headed(text, heading);
      line(text, "# " + difference.name() + here(difference, showSecrets));
    }
    return text.toString();
  }

  private static String here(AppEnvironment.Difference difference, boolean showSecrets) {
    return difference.here() == null
        ? " is not set"
        : ": " + AppEnvironment.shown(difference.name(), difference.here(), showSecrets);
  }

  /** Writes a heading once. */
  private static String headed(StringBuilder text, String heading) {
    if (!heading.isEmpty()) {
      line(text, heading);
    }
    return "";
  }

  private static void line(StringBuilder text, String line) {
    text.append(Printable.line(line)).append('\n');
  }
}

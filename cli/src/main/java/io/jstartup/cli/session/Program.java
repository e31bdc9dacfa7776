package io.jstartup.cli.session;

import java.nio.file.Path;
import java.util.List;

/** What runs jstartup, with absolute paths; the words of a command follow it. */
public final class Program {
  private static final String LAUNCHER = "jstartup.launcher";

  private Program() {}

  /** Whether a launcher started us. */
  static boolean hasLauncher() {
    return System.getProperty(LAUNCHER) != null;
  }

  /** The launcher that started us, because it alone knows the flags; without one this Java. */
  public static List<String> current() {
    String launcher = System.getProperty(LAUNCHER);
    if (launcher != null) {
      return List.of(launcher);
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:-UsePerfData",
        "-XX:-MaxFDLimit",
        "-cp",
        System.getProperty("java.class.path"),
        "io.jstartup.cli.Main");
  }
}

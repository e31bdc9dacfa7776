package io.jstartup.cli.caller;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The arguments as bytes: Java decodes them by the locale and loses what doesn't fit. */
final class Arguments {
  private static final Path OWN_COMMAND_LINE = Path.of("/proc/self/cmdline");

  private Arguments() {}

  /**
   * The arguments after the main class, as {@link io.jstartup.model.OsText}.
   *
   * @param decoded what main got; returned as it is where there is no {@code /proc} or every argument is plain ASCII
   */
  static List<String> of(String[] decoded) {
    if (ascii(decoded)) {
      return List.of(decoded);
    }
    try {
      List<String> all = NulSeparated.read(OWN_COMMAND_LINE);
      return List.copyOf(all.subList(all.size() - decoded.length, all.size()));
    } catch (IOException e) {
      return List.of(decoded);
    }
  }

  /** With plain loops, as every command passes here and the first lambda of a JVM costs milliseconds. */
  private static boolean ascii(String[] arguments) {
    for (String argument : arguments) {
      for (int i = 0; i < argument.length(); i++) {
        if (argument.charAt(i) >= 0x80) {
          return false;
        }
      }
    }
    return true;
  }
}

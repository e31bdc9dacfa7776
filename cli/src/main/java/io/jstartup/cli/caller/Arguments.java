package io.jstartup.cli.caller;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
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
    if (Arrays.stream(decoded).allMatch(Arguments::ascii)) {
      return List.of(decoded);
    }
    try {
      List<String> all = NulSeparated.read(OWN_COMMAND_LINE);
      return List.copyOf(all.subList(all.size() - decoded.length, all.size()));
    } catch (IOException e) {
      return List.of(decoded);
    }
  }

  private static boolean ascii(String argument) {
    return argument.chars().allMatch(c -> c < 0x80);
  }
}

package io.jstartup.platforms.systemd;

import io.jstartup.platforms.CommandOutput;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads what {@code systemd-analyze verify} says. Its exit code proves nothing either way: it is 0 for an unknown key, and may be 1 for
 * another unit that ours merely pulls in. So every line that names our unit counts, and no other.
 */
public final class VerifyMessages {
  private VerifyMessages() {}

  /** The lines about this unit; empty when there are none. */
  public static List<String> complaints(CommandOutput output, String unit, Path file) {
    List<String> ours =
        output.error().lines().filter(line -> names(line, unit, file)).map(String::strip).toList();
    if (ours.isEmpty() && !output.succeeded() && output.error().isBlank()) {
      return List.of("it ended with exit code " + output.exitCode() + " and said nothing");
    }
    return ours;
  }

  private static boolean names(String line, String unit, Path file) {
    return line.contains(unit) || line.contains(file.toString());
  }
}

package io.jstartup.tests.rig;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code apps/start-hostile.py} gave to the script it started.
 *
 * @param arguments in order, as {@link MachineProcess} has them
 * @param variables {@code NAME=VALUE} in any order
 */
public record HostileStrings(List<String> arguments, Set<String> variables) {
  /** The variables that tell one instance from another: the supervisor adds these and no others. */
  private static final Set<String> OF_THE_INSTANCE =
      Set.of("unique_id", "name", "pm_id", "NODE_APP_INSTANCE", "JSTARTUP_HOME");

  /** From the two files that the starter wrote. */
  public static HostileStrings parse(String arguments, String variables) {
    return new HostileStrings(lines(arguments), new TreeSet<>(lines(variables)));
  }

  private static List<String> lines(String base64) {
    return base64
        .lines()
        .map(line -> new String(Base64.getDecoder().decode(line), ISO_8859_1))
        .toList();
  }

  /**
   * The process got these very bytes after its script's path, and of variables nothing else but what marks an instance, and what
   * every script of Python's gets.
   */
  public void assertReached(MachineProcess process, String script) {
    int own = process.argv().indexOf(script) + 1;
    assertEquals(arguments, process.argv().subList(own, process.argv().size()));
    Set<String> inherited = new TreeSet<>(process.environment());
    assertEquals(process.environment().size(), inherited.size(), "a variable came twice");
    inherited.removeIf(variable -> OF_THE_INSTANCE.contains(variable.split("=", 2)[0]));
    Set<String> expected = new TreeSet<>(variables);
    expected.add("PYTHONUNBUFFERED=1");
    assertEquals(expected, inherited);
  }
}

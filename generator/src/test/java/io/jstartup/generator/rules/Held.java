package io.jstartup.generator.rules;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A rule that another test holds, of any module: on a booted machine, or where what it is about is tested anyway. */
final class Held {
  private static final Path REPOSITORY = Path.of("..");
  private static final Pattern OFF = Pattern.compile("(?m)^ *@Disabled(\\(|$)");

  private Held() {}

  /**
   * Fails when that test has gone, or is off, alone or with its class.
   *
   * @param test such as {@code generator/RemovalTest#leavesNothingBehind}: the module, the class's path below its package of that
   *     name, the method
   */
  static Rule.Check by(String... tests) {
    return () -> {
      for (String test : tests) {
        assertExists(test);
      }
    };
  }

  private static void assertExists(String test) throws IOException {
    String[] parts = test.split("[/#]", 2);
    String[] names = parts[1].split("#");
    Path source =
        REPOSITORY.resolve(
            parts[0] + "/src/test/java/io/jstartup/" + parts[0] + "/" + names[0] + ".java");
    assertTrue(Files.exists(source), () -> source + " is not there");
    String text = Files.readString(source);
    String head = text.split("void " + names[1] + "\\(", 2)[0];
    String annotations = head.substring(head.lastIndexOf("\n\n") + 1);
    assertTrue(
        !head.equals(text) && annotations.contains("Test"),
        () -> source + " has no test '" + names[1] + "'");
    String ofTheClass = text.split("\nabstract class |\n(public )?(final )?class ", 2)[0];
    assertTrue(
        Stream.of(annotations, ofTheClass).noneMatch(OFF.asPredicate()),
        () -> source + " has '" + names[1] + "' switched off");
  }
}

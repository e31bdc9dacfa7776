package io.jstartup.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static List<String> of(String... words) {
    return Words.of(List.of(words), Set.of("scale", "start"));
  }

  @Test
  void takesANegativeCountForNoOption() {
    assertEquals(List.of("scale", "web", "--", "-1"), of("scale", "web", "-1"));
    assertEquals(List.of("scale", "web", "--json", "--", "-2"), of("scale", "web", "-2", "--json"));
    assertEquals(List.of("scale", "--", "-web", "-1"), of("scale", "--", "-web", "-1"));
    assertEquals(List.of("scale", "web", "+1"), of("scale", "web", "+1"));
    assertEquals(List.of("start", "-1"), of("start", "-1"));
  }
}

package io.jstartup.cli.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.model.OsText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  @Test
  void keepsOrderOddNamesEmptyValuesAndForeignBytes() {
    byte[] block = {'B', '-', '1', '=', (byte) 0xFF, 0, 'A', '=', 0, 'C', '=', 'x', '=', 'y', 0};

    Map<String, String> variables = Environment.variables(NulSeparated.parse(block));

    assertEquals(List.of("B-1", "A", "C"), List.copyOf(variables.keySet()));
    assertEquals((byte) 0xFF, OsText.encode(variables.get("B-1"))[0]);
    assertEquals("", variables.get("A"));
    assertEquals("x=y", variables.get("C"));
  }

  @Test
  void theFirstOfTwoVariablesWithOneNameCountsAndStringsWithoutEqualsAreNone() {
    assertEquals(Map.of("A", "1"), Environment.variables(List.of("A=1", "junk", "A=2")));
  }

  @Test
  void emptyArgumentsSurvive() {
    assertEquals(List.of("", "a", ""), NulSeparated.parse(new byte[] {0, 'a', 0, 0}));
  }
}

package io.jstartup.platforms.os.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EnvironmentBlockTest {
  private final EnvironmentBlock block = of("A=1\0AB=2\0EMPTY=\0A=again\0LAST=x");

  @Test
  void onlyAWholeStringIsHeld() {
    assertTrue(block.holds("A=1"));
    assertTrue(block.holds("EMPTY="));
    assertTrue(block.holds("LAST=x"));
    assertFalse(block.holds("B=2"));
    assertFalse(block.holds("AB="));
    assertFalse(block.holds("LAST=xy"));
  }

  @Test
  void theFirstValueCounts() {
    assertEquals("1", block.value("A"));
    assertEquals("", block.value("EMPTY"));
    assertEquals("x", block.value("LAST"));
    assertNull(block.value("B"));
  }

  @Test
  void whatCannotBeReadHoldsNothing() {
    assertFalse(new EnvironmentBlock(null).holds("A=1"));
    assertNull(of("").value("A"));
  }

  private static EnvironmentBlock of(String text) {
    return new EnvironmentBlock(text.getBytes(StandardCharsets.UTF_8));
  }
}

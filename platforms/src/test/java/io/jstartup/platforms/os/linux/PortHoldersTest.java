package io.jstartup.platforms.os.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortHoldersTest {
  private final List<Integer> searched = new ArrayList<>();
  private long now = Long.MAX_VALUE - 5;

  /** An app that can't listen may try several times a second. */
  @Test
  void looksOnceInTenSecondsForEachPort() {
    PortHolders holders =
        new PortHolders(
            port -> {
              searched.add(port);
              return "pid " + searched.size();
            },
            () -> now);
    assertEquals("pid 1", holders.of(80));
    now += 9_999_999_999L;
    assertEquals("pid 1", holders.of(80));
    assertEquals("pid 2", holders.of(81));
    now++;
    assertEquals("pid 3", holders.of(80));
    assertEquals(List.of(80, 81, 80), searched);
  }
}

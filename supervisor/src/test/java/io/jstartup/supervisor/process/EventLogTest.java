package io.jstartup.supervisor.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private final List<String> written = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();
  private final EventLog log =
      new EventLog(
          (line, at) -> {
            written.add(line);
            times.add(at);
          });

  @Test
  void writesAtOnceUnlessItHolds() {
    log.line("one");
    assertEquals(List.of("one"), written);
    log.hold();
    log.line("two");
    log.line("three");
    assertEquals(List.of("one"), written);
    assertTrue(log.isBehind());
    log.write();
    assertEquals(List.of("one", "two", "three"), written);
    assertFalse(log.isBehind());
    log.line("four");
    log.release();
    log.line("five");
    assertEquals(List.of("one", "two", "three", "four", "five"), written);
  }

  @Test
  void saysWhenItWasSaidAndNotWhenItIsWritten() throws Exception {
    log.hold();
    long before = System.currentTimeMillis();
    log.line("early");
    long after = System.currentTimeMillis();
    while (System.currentTimeMillis() == after) {
      Thread.onSpinWait();
    }
    log.write();
    assertTrue(before <= times.get(0) && times.get(0) <= after, times.toString());
  }

  @Test
  void doesNotHoldMoreThanAThousand() {
    log.hold();
    for (int i = 0; i < 1001; i++) {
      log.line("" + i);
    }
    assertEquals(1000, written.size());
  }

  @Test
  void keepsALineALine() {
    log.line("a\nb\u0085");
    assertEquals(List.of("a\\x0ab\\x85"), written);
  }
}

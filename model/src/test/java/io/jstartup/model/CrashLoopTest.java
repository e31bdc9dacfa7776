package io.jstartup.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CrashLoopTest {
  @Test
  void readsExitsAndTime() {
    assertEquals(loop(16, 60_000), CrashLoop.parse("16/60s"));
    assertEquals(loop(16, 60_000), CrashLoop.parse(" 16 / 1m "));
    assertEquals(loop(2, 1), CrashLoop.parse("2/1"));
    assertEquals(loop(1000, 250), CrashLoop.parse("1000/250ms"));
    assertEquals(loop(5, 3_600_000), CrashLoop.parse("5/1h"));
    List.of("0", "off", "false")
        .forEach(none -> assertEquals(Optional.of(CrashLoop.OFF), CrashLoop.parse(none)));
  }

  @Test
  void refusesWhatMakesNoSense() {
    for (String text :
        List.of(
            "", "16", "1/60s", "0/60s", "1001/1s", "16/0s", "16/9000h", "16/1d", "-2/5s", "x")) {
      assertTrue(CrashLoop.parse(text).isEmpty(), text);
    }
  }

  @Test
  void writesWhatItReads() {
    for (String text : List.of("16/60s", "3/1500ms", "0")) {
      assertEquals(text, CrashLoop.parse(text).orElseThrow().text());
    }
  }

  private static Optional<CrashLoop> loop(int exits, long millis) {
    return Optional.of(new CrashLoop(exits, Duration.ofMillis(millis)));
  }
}

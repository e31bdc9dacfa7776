package io.jstartup.platforms.os.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProcessStatTest {
  @Test
  void aNameFullOfSpacesAndParenthesesIsNoObstacle() {
    String line =
        "42 (a) R 1 2 (x)) Z 7 42 40 0 -1 4194304 27 0 0 0 11 22 0 0 20 0 1 0 321499 106496 33"
            + " 18446744073709551615 0 0 0 0 0 0 0 0 0 0 0 0 17 1 0 0 0 0 0 0 0 0 0 0 0 0 1280\n";
    ProcessStat stat = parse(line);
    assertEquals(new ProcessStat(42, 'Z', 7, 40, 33, 321499, 33, 1280), stat);
    assertTrue(stat.dead());
  }

  @Test
  void anOlderKernelsShorterLineIsRead() {
    assertEquals(9, parse("42 (a) S 9 42 41 0").parent());
  }

  @Test
  void anEmptyLineIsNoProcess() {
    assertNull(parse(""));
    assertNull(parse("42 (a)"));
  }

  private static ProcessStat parse(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
    return ProcessStat.parse(42, bytes, bytes.length);
  }
}

package io.jstartup.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OsTextTest {
  @Test
  void bringsBackAnyBytes() {
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(12)];
      random.nextBytes(bytes);
      assertArrayEquals(bytes, OsText.encode(OsText.decode(bytes)));
    }
  }

  @Test
  void keepsPlainUtf8AsItIs() {
    String text = "grün 😀 \udbff\udfff";
    assertEquals(text, OsText.decode(OsText.encode(text)));
    assertTrue(OsText.isUtf8(text));
  }

  @Test
  void tellsBytesThatAreNoUtf8() {
    String text = OsText.decode(new byte[] {'a', (byte) 0xFF});
    assertEquals("a\udcff", text);
    assertFalse(OsText.isUtf8(text));
  }

  @Test
  void refusesSurrogatesThatStandForNoByte() {
    assertThrows(IllegalArgumentException.class, () -> OsText.encode("a\ud800"));
  }
}

package io.jstartup.supervisor.output.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineFormatTest {
  private final Bytes out = new Bytes(16);

  private static DateFormat date() {
    return new DateFormat("HH:mm:ss", ZoneOffset.UTC);
  }

  private static JsonLines json(String app) {
    JsonLines json = new JsonLines(date(), "err", 7, app);
    json.at(0);
    return json;
  }

  private String text() {
    return new String(out.array(), 0, out.size(), UTF_8);
  }

  private String lines(LineFormat format, String text) {
    byte[] in = text.getBytes(UTF_8);
    assertEquals(in.length, format.lines(in, 0, in.length, false, out, Integer.MAX_VALUE));
    return text();
  }

  @Test
  void putsTheDateBeforeEachLine() {
    DatedLines dated = new DatedLines(date());
    dated.at(3000);
    assertEquals("00:00:03: a\n00:00:03: \n00:00:03: b\r\n", lines(dated, "a\n\nb\r\n"));
    out.clear();
    dated.at(4000);
    assertEquals("00:00:04: c\n", lines(dated, "c\n"));
  }

  @Test
  void stopsBetweenLinesWhenItHasEnough() {
    DatedLines dated = new DatedLines(date());
    dated.at(0);
    byte[] in = "a\nb\nc\n".getBytes(UTF_8);
    assertEquals(4, dated.lines(in, 0, in.length, false, out, 13));
    assertEquals("00:00:00: a\n00:00:00: b\n", text());
  }

  @Test
  void putsTheDateOnceBeforeALineInPieces() {
    DatedLines dated = new DatedLines(date());
    dated.at(0);
    byte[] in = "abc\nd\n".getBytes(UTF_8);
    dated.piece(in, 0, 2, false, out);
    dated.lines(in, 2, in.length, true, out, Integer.MAX_VALUE);
    assertEquals("00:00:00: abc\n00:00:00: d\n", text());
  }

  @Test
  void writesJsonAsPm2Does() {
    assertEquals(
        "{\"message\":\"a \\\"b\\\" \\\\ \\t\\u001b[0m é😀\",\"timestamp\":\"00:00:00\","
            + "\"type\":\"err\",\"process_id\":7,\"app_name\":\"n\\\"\\nä\"}\n",
        lines(json("n\"\nä"), "a \"b\" \\ \t\u001b[0m é😀\n"));
  }

  @Test
  void makesJsonOfAnyBytes() throws CharacterCodingException {
    Random random = new Random(4);
    JsonLines json = json("x");
    for (int round = 0; round < 20_000; round++) {
      byte[] in = new byte[random.nextInt(12)];
      random.nextBytes(in);
      out.clear();
      json.line(in, 0, in.length, false, out);
      UTF_8.newDecoder().decode(ByteBuffer.wrap(out.array(), 0, out.size()));
      Object message = ((Map<?, ?>) Json.parse(text().trim())).get("message");
      if (!new String(in, UTF_8).contains("\ufffd")) {
        assertEquals(new String(in, UTF_8), message);
      }
    }
  }

  @Test
  void cutsJsonBetweenCharacters() {
    JsonLines json = json("x");
    byte[] in = "ab😀".getBytes(UTF_8);
    for (int cut = 3; cut < 6; cut++) {
      assertEquals(2, json.piece(in, 0, cut, false, out));
    }
    byte[] binary = {1, -1, -1, -1, -1};
    assertTrue(json.piece(binary, 0, 5, false, out) > 0);
  }

  @Test
  void leavesRawBytesAlone() {
    byte[] in = new byte[1000];
    new Random(1).nextBytes(in);
    in[999] = '\n';
    new RawLines().lines(in, 0, in.length, false, out, 1);
    assertArrayEquals(in, java.util.Arrays.copyOf(out.array(), out.size()));
  }
}

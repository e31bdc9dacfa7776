package io.jstartup.dump.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void keepsTheFormOfNumbers() {
    Object tree =
        Json.parse(
            "[1,-9223372036854775808,9223372036854775808,1.5,0.1,1e400,1e-400,0.12345678901234567890123]");
    assertEquals(
        List.of(
            1L,
            Long.MIN_VALUE,
            new BigInteger("9223372036854775808"),
            1.5,
            0.1,
            new BigDecimal("1e400"),
            new BigDecimal("1e-400"),
            new BigDecimal("0.12345678901234567890123")),
        tree);
    assertEquals(tree, Json.parse(Json.compact(tree)));
  }

  @Test
  void writesAsPm2Does() {
    Object tree = Json.parse("[{\"a\":[],\"b\":{},\"c\":[1,{\"d\":null}]}]");
    assertEquals(
        """
        [
          {
            "a": [],
            "b": {},
            "c": [
              1,
              {
                "d": null
              }
            ]
          }
        ]""",
        new String(Json.pretty(tree), UTF_8));
    assertEquals("[{\"a\":[],\"b\":{},\"c\":[1,{\"d\":null}]}]", Json.compactText(tree));
  }

  @Test
  void bringsBackAnyStringLoneSurrogatesIncluded() {
    Random random = new Random(3);
    for (int round = 0; round < 20_000; round++) {
      char[] chars = new char[random.nextInt(8)];
      for (int i = 0; i < chars.length; i++) {
        chars[i] =
            (char) (random.nextBoolean() ? 0xD800 + random.nextInt(0x800) : random.nextInt(0x300));
      }
      Map<String, Object> tree = Map.of(new String(chars), List.of(new String(chars)));
      assertEquals(tree, Json.parse(Json.compact(tree)));
      assertEquals(tree, Json.parse(Json.pretty(tree)));
    }
    assertEquals("\"x\\udcff\"", Json.compactText("x\udcff"));
    assertEquals("\"😀\"", Json.compactText("😀"));
  }

  @Test
  void tellsLineAndColumn() {
    JsonException e =
        assertThrows(JsonException.class, () -> Json.parse("{\n  \"a\": 1,\n  b: 2\n}"));
    assertEquals(3, e.line());
    assertTrue(e.getMessage().startsWith("line 3, column "), e.getMessage());
    e =
        assertThrows(
            JsonException.class,
            () -> Json.parse("[\n \"ü\", \u0001]".replace('\u0001', 'x').getBytes(UTF_8)));
    assertEquals(2, e.line());
    e =
        assertThrows(
            JsonException.class,
            () -> Json.parse(new byte[] {'[', '\n', '"', (byte) 0xFF, '"', ']'}));
    assertEquals("line 2, column 2: the bytes are not UTF-8", e.getMessage());
    e = assertThrows(JsonException.class, () -> Json.parse("[1"));
    assertTrue(!e.getMessage().contains("line: 1"), e.getMessage());
  }

  @Test
  void refusesWhatIsNotOneValue() {
    for (String text :
        List.of(
            "",
            " ",
            "[] []",
            "[1,]",
            "{'a':1}",
            "[01]",
            "[NaN]",
            "nul",
            "[1e99999999999]",
            "\"a",
            "{\"a\"}")) {
      assertThrows(JsonException.class, () -> Json.parse(text), text);
    }
  }

  @Test
  void refusesDeepNestingInsteadOfRunningOutOfStack() {
    assertThrows(JsonException.class, () -> Json.parse("[".repeat(1_000_000)));
    assertThrows(JsonException.class, () -> Json.parse("{\"a\":".repeat(1_000_000)));
    List<Object> deep = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      deep = new ArrayList<>(List.of(deep));
    }
    List<Object> tree = deep;
    assertThrows(IllegalArgumentException.class, () -> Json.compact(tree));
  }

  @Test
  void takesWhatAJavaScriptEngineTakesInProcessFiles() {
    String text =
        """
        \uFEFF// my apps
        {
          apps: [{ 'name': 'it\\'s', "script": "a.js", /* two */ instances: +2, min: .5, },],
        }
        """;
    assertEquals(
        Map.of(
            "apps", List.of(Map.of("name", "it's", "script", "a.js", "instances", 2L, "min", 0.5))),
        Json.parseLenient(text.getBytes(UTF_8)));
    assertThrows(
        JsonException.class, () -> Json.parseLenient("{a: process.env.X}".getBytes(UTF_8)));
  }
}

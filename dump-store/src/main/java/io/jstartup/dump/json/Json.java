package io.jstartup.dump.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * JSON to and from a tree of {@code Map<String, Object>} and {@code List<Object>} (both mutable, order kept), {@code String}, {@code
 * Long}, {@code BigInteger}, {@code Double}, {@code BigDecimal}, {@code Boolean} and null. A lone surrogate (see {@link
 * io.jstartup.model.OsText}) is written as a {@code \}{@code udcXX} escape and read back as itself. Of keys that come twice the last
 * one counts, as in JavaScript. All methods may be called from any thread.
 */
public final class Json {
  /** Longer documents are refused. */
  public static final int MAX_BYTES = 64 << 20;

  /** Deeper nesting is refused, both ways. */
  public static final int MAX_DEPTH = 200;

  private Json() {}

  /**
   * Reads strict JSON (RFC 8259) in UTF-8; a byte order mark is passed over.
   *
   * @throws JsonException when it is anything else
   */
  public static Object parse(byte[] utf8) {
    return TreeReader.STRICT.read(text(utf8));
  }

  /**
   * As {@link #parse(byte[])}, for an array that may be large: hands over each element when it is read. Before it throws, it has handed
   * over those in front of what is wrong.
   *
   * @return whether it is an array; else nothing is handed over
   */
  public static boolean parseEach(byte[] utf8, Consumer<Object> elements) {
    return TreeReader.STRICT.readEach(text(utf8), elements);
  }

  /** As {@link #parse(byte[])}. */
  public static Object parse(String text) {
    return TreeReader.STRICT.read(text);
  }

  /**
   * Reads what a JavaScript engine takes for a literal and people write in process files: comments, trailing commas, single quotes,
   * unquoted keys, a decimal point or a plus sign in front. No expressions.
   */
  public static Object parseLenient(byte[] utf8) {
    return TreeReader.LENIENT.read(text(utf8));
  }

  /** One line, no blanks, UTF-8. */
  public static byte[] compact(Object tree) {
    return compactText(tree).getBytes(StandardCharsets.UTF_8);
  }

  /** As {@link #compact}; holds no lone surrogate, so it can be encoded. */
  public static String compactText(Object tree) {
    return new TreeWriter(false).write(tree);
  }

  /** Indented by two blanks, as {@code JSON.stringify(tree, null, 2)} does it, UTF-8. */
  public static byte[] pretty(Object tree) {
    return new TreeWriter(true).write(tree).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] utf8) {
    if (utf8.length > MAX_BYTES) {
      throw new JsonException("longer than " + (MAX_BYTES >> 20) + " MiB", 1, 1);
    }
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(utf8.length);
    CoderResult result = decoder.decode(ByteBuffer.wrap(utf8), text, true);
    text.flip();
    if (result.isError()) {
      throw at(text, "the bytes are not UTF-8");
    }
    boolean marked = text.hasRemaining() && text.get(0) == '\uFEFF';
    return marked ? text.subSequence(1, text.length()).toString() : text.toString();
  }

  private static JsonException at(CharSequence before, String reason) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < before.length(); i++) {
      if (before.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new JsonException(reason, line, before.length() - lineStart + 1);
  }
}

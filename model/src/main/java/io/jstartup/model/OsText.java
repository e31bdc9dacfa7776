package io.jstartup.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text as the operating system holds it: any bytes but NUL. Arguments, variables and paths are UTF-8 by habit, not by law, so each
 * byte that is no valid UTF-8 becomes one lone surrogate U+DC80..U+DCFF and comes back as that byte (the scheme of Python's PEP
 * 383). {@code encode(decode(bytes))} equals {@code bytes} for every input, and JSON carries such a string as a {@code \}{@code udcXX}
 * escape.
 */
public final class OsText {
  private static final char ESCAPE_BASE = 0xDC00;

  private OsText() {}

  /** The text of these bytes. Never fails. */
  public static String decode(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isUnderflow()) {
        return out.flip().toString();
      }
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (ESCAPE_BASE + (in.get() & 0xFF)));
      }
    }
  }

  /**
   * The bytes of this text.
   *
   * @throws IllegalArgumentException when a lone surrogate stands in it that no byte was decoded to
   */
  public static byte[] encode(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
    int plainFrom = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isEscapedByte(text, i)) {
        writePlain(text, plainFrom, i, out);
        out.write(text.charAt(i) & 0xFF);
        plainFrom = i + 1;
      }
    }
    writePlain(text, plainFrom, text.length(), out);
    return out.toByteArray();
  }

  /** Whether this text came from bytes that are all valid UTF-8. */
  public static boolean isUtf8(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isEscapedByte(text, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEscapedByte(String text, int i) {
    char c = text.charAt(i);
    return c >= 0xDC80 && c <= 0xDCFF && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  private static void writePlain(String text, int from, int to, ByteArrayOutputStream out) {
    if (from == to) {
      return;
    }
    try {
      ByteBuffer bytes =
          StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text, from, to));
      out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("text has a lone surrogate that stands for no byte", e);
    }
  }
}

package io.jstartup.platforms.os.linux;

import io.jstartup.model.OsText;
import java.util.Arrays;

/** Text as C wants it: the bytes of {@link OsText} and a NUL. */
final class CString {
  private CString() {}

  static byte[] of(String text) {
    byte[] bytes = encode(text);
    return Arrays.copyOf(bytes, bytes.length + 1);
  }

  /**
   * The bytes without a NUL at the end.
   *
   * @throws IllegalArgumentException when a NUL stands in it: C would take it as the end
   */
  static byte[] encode(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("text for the operating system holds a NUL");
    }
    return OsText.encode(text);
  }
}

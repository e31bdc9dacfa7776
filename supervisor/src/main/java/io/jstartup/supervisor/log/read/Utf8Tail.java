package io.jstartup.supervisor.log.read;

/** Where a cut through bytes of UTF-8 would fall inside a character. */
final class Utf8Tail {
  private static final int LONGEST_CHARACTER = 4;

  private Utf8Tail() {}

  /** How many bytes at the end are the beginning of a character that is not whole; 0 for what is no UTF-8. */
  static int length(byte[] bytes, int from, int to) {
    for (int i = to - 1; i >= from && i > to - LONGEST_CHARACTER; i--) {
      int b = bytes[i] & 0xFF;
      if (b < 0x80) {
        return 0;
      }
      if (b >= 0xC0) {
        int whole = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
        return to - i < whole ? to - i : 0;
      }
    }
    return 0;
  }
}

package io.jstartup.cli.output;

/** How many terminal columns a text takes: combining marks none, East Asian wide characters and emoji two. */
final class TextWidth {
  private TextWidth() {}

  static int of(String text) {
    return text.codePoints().map(TextWidth::of).sum();
  }

  /** The text in exactly {@code width} columns: filled with blanks, or cut with {@code ellipsis} (one column) as its last. */
  static String fit(String text, int width, String ellipsis) {
    int taken = of(text);
    if (taken <= width) {
      return text + " ".repeat(width - taken);
    }
    StringBuilder cut = new StringBuilder();
    int used = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (used + of(c) > width - 1) {
        break;
      }
      cut.appendCodePoint(c);
      used += of(c);
      i += Character.charCount(c);
    }
    return cut + ellipsis + " ".repeat(width - used - 1);
  }

  private static int of(int c) {
    if (c < 0x300) {
      return 1;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return wide(c) ? 2 : 1;
  }

  /** The blocks that Unicode's EastAsianWidth.txt gives W or F, by and large. */
  private static boolean wide(int c) {
    return in(c, 0x1100, 0x115F)
        || in(c, 0x2E80, 0x303E)
        || in(c, 0x3041, 0xA4CF)
        || in(c, 0xA960, 0xA97F)
        || in(c, 0xAC00, 0xD7A3)
        || in(c, 0xF900, 0xFAFF)
        || in(c, 0xFE30, 0xFE6F)
        || in(c, 0xFF00, 0xFF60)
        || in(c, 0xFFE0, 0xFFE6)
        || in(c, 0x1F300, 0x1F64F)
        || in(c, 0x1F680, 0x1F6FF)
        || in(c, 0x1F900, 0x1FAFF)
        || in(c, 0x20000, 0x3FFFD);
  }

  private static boolean in(int c, int first, int last) {
    return c >= first && c <= last;
  }
}

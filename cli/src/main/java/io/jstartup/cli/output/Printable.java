package io.jstartup.cli.output;

/** Makes any string safe to show: nothing in a name can move the cursor, change colours, reorder text or forge a line. */
public final class Printable {
  private Printable() {}

  /** The text with every control, formatting or undecodable character spelled out as {@code \x1b}. */
  public static String line(String text) {
    return text.codePoints().allMatch(Printable::harmless) ? text : escape(text, false);
  }

  /** The same, but line ends stay. */
  public static String lines(String text) {
    return escape(text, true);
  }

  private static String escape(String text, boolean keepLineEnds) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    text.codePoints()
        .forEach(
            c -> {
              if (harmless(c) || (keepLineEnds && c == '\n')) {
                out.appendCodePoint(c);
              } else {
                out.append(spelled(c));
              }
            });
    return out.toString();
  }

  private static String spelled(int c) {
    boolean escapedByte = c >= 0xDC80 && c <= 0xDCFF;
    return escapedByte || c < 0x100
        ? String.format("\\x%02x", c & 0xFF)
        : String.format("\\u{%x}", c);
  }

  private static boolean harmless(int c) {
    if (c >= 0x20 && c < 0x7F) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      // Joiners belong to emoji and to Indic and Arabic words; the other invisible ones reorder or
      // hide text.
      case Character.FORMAT -> c == 0x200C || c == 0x200D;
      default -> true;
    };
  }
}

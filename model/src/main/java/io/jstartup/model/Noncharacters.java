package io.jstartup.model;

/** The code points that Unicode sets aside for good: U+FDD0 to U+FDEF, and the last two of every plane. They are valid UTF-8. */
public final class Noncharacters {
  private static final int LAST_TWO_OF_A_PLANE = 0xFFFE;

  private Noncharacters() {}

  /** Whether this text has any. */
  public static boolean in(String text) {
    return text.codePoints().anyMatch(Noncharacters::is);
  }

  /** Whether this code point is one. */
  public static boolean is(int point) {
    return point >= 0xFDD0 && point <= 0xFDEF
        || (point & LAST_TWO_OF_A_PLANE) == LAST_TWO_OF_A_PLANE;
  }
}

package io.jstartup.cli.output;

/** Text in columns of a terminal. */
public final class Padding {
  private Padding() {}

  /** How many columns it takes. */
  public static int width(String text) {
    return TextWidth.of(text);
  }

  /** The text, and blanks up to this width. */
  public static String right(String text, int width) {
    return text + " ".repeat(Math.max(0, width - TextWidth.of(text)));
  }
}

package io.jstartup.generator.print;

import java.util.regex.Pattern;

/** Quotes for sh(1): the word reaches the program byte for byte. */
public final class ShellWords {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ShellWords() {}

  /** The text as one word, quoted only when it has to be. */
  public static String word(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}

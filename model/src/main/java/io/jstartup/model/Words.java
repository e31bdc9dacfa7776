package io.jstartup.model;

import java.util.List;

/** A text's words, for {@link Secrets}: about as a shell splits them. A quote holds a word together at its start or after a {@code =}. */
final class Words {
  private Words() {}

  /** Words and blanks by turns: {@code blanks} gets one more, and the text is all of them together. */
  static void split(String text, List<String> words, List<String> blanks) {
    int at = 0;
    while (true) {
      int word = blanksEnd(text, at);
      blanks.add(text.substring(at, word));
      if (word == text.length()) {
        return;
      }
      at = wordEnd(text, word);
      words.add(text.substring(word, at));
    }
  }

  static boolean isQuote(char c) {
    return c == '\'' || c == '"';
  }

  private static int blanksEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isBlank(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int wordEnd(String text, int from) {
    int end = from;
    while (end < text.length() && !isBlank(text.charAt(end))) {
      boolean opens = end == from || text.charAt(end - 1) == '=';
      int closing =
          opens && isQuote(text.charAt(end)) ? text.indexOf(text.charAt(end), end + 1) : -1;
      end = Math.max(end, closing) + 1;
    }
    return end;
  }

  private static boolean isBlank(char c) {
    return c <= ' ';
  }
}

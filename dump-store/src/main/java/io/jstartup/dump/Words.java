package io.jstartup.dump;

import java.util.ArrayList;
import java.util.List;

/** How a line of arguments becomes words: blanks separate, single and double quotes hold together. No escapes, no expansion. */
public final class Words {
  private Words() {}

  /** A quote that is never closed holds together the rest of the line. */
  public static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean separates = quote == 0 && Character.isWhitespace(c);
      if (separates && word != null) {
        words.add(word.toString());
        word = null;
      } else if (!separates) {
        word = word == null ? new StringBuilder() : word;
        boolean opens = quote == 0 && (c == '"' || c == '\'');
        if (opens || c == quote) {
          quote = opens ? c : 0;
        } else {
          word.append(c);
        }
      }
    }
    if (word != null) {
      words.add(word.toString());
    }
    return words;
  }
}

package io.jstartup.dump.processfile;

import java.util.Collection;
import java.util.Optional;

/** For "did you mean": the name that fewest edits lead to. */
public final class NearestName {
  private static final int LONGEST = 64;

  private NearestName() {}

  /** Empty when none is near: more than a third of the letters, and more than one, would have to change. */
  public static Optional<String> of(String word, Collection<String> names) {
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    String best = null;
    int fewest = Math.max(1, word.length() / 3) + 1;
    for (String name : names) {
      int edits = edits(word, name);
      if (edits < fewest) {
        best = name;
        fewest = edits;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Levenshtein's distance. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}

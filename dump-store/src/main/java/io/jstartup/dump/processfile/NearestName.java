package io.jstartup.dump.processfile;

import io.jstartup.model.EditDistance;
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
      int edits = EditDistance.between(word, name);
      if (edits < fewest) {
        best = name;
        fewest = edits;
      }
    }
    return Optional.ofNullable(best);
  }
}

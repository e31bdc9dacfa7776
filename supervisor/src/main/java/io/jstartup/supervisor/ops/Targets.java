package io.jstartup.supervisor.ops;

import io.jstartup.model.Problem;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Instances;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The instances that a request means, each once, and what it names that isn't there. */
record Targets(List<Instance> instances, List<Problem> problems) {
  private static final int MOST_NAMES = 12;

  static Targets of(List<String> texts, Instances list) {
    Set<Instance> found = new LinkedHashSet<>();
    List<Problem> problems = new ArrayList<>();
    for (String text : texts) {
      List<Instance> matching = list.matching(text);
      if (matching.isEmpty()) {
        problems.add(text.equals("all") ? nothingListed() : unknown(text, list));
      }
      found.addAll(matching);
    }
    return new Targets(new ArrayList<>(found), problems);
  }

  private static Problem nothingListed() {
    return new Problem("cannot find any app", "the list is empty", "start one first");
  }

  private static Problem unknown(String text, Instances list) {
    Set<String> names = new LinkedHashSet<>();
    list.all().forEach(instance -> names.add(instance.name()));
    String nearest = nearest(text, names);
    String remedy = nearest == null ? known(names) : "did you mean '" + nearest + "'?";
    return new Problem(
        "cannot find app '" + text + "'", "no id, name or namespace is that", remedy);
  }

  private static String known(Set<String> names) {
    if (names.isEmpty()) {
      return "the list is empty";
    }
    List<String> shown = new ArrayList<>(names).subList(0, Math.min(MOST_NAMES, names.size()));
    String more = names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "";
    return "listed are '" + String.join("', '", shown) + "'" + more;
  }

  private static String nearest(String text, Set<String> names) {
    String best = null;
    int least = Math.max(1, text.length() / 3) + 1;
    for (String name : names) {
      int distance = Math.abs(name.length() - text.length()) < least ? distance(text, name) : least;
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    return best;
  }

  /** Levenshtein's. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j - 1], row[j]) + 1);
      }
    }
    return row[b.length()];
  }
}

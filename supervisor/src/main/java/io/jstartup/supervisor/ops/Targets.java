package io.jstartup.supervisor.ops;

import io.jstartup.dump.processfile.NearestName;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Instances;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The instances that a request means, each once, and what it names that isn't there. */
record Targets(List<Instance> instances, List<Problem> problems) {
  private static final int MOST_NAMES = 12;

  static Targets of(List<String> texts, Instances list) {
    Set<Instance> found = new LinkedHashSet<>();
    List<Problem> problems = new ArrayList<>();
    for (String text : texts) {
      try {
        List<Instance> matching = matching(text, list);
        if (matching.isEmpty()) {
          problems.add(text.equals("all") ? nothingListed() : unknown(text, list));
        }
        found.addAll(matching);
      } catch (ProblemsException e) {
        problems.addAll(e.problems());
      }
    }
    return new Targets(new ArrayList<>(found), problems);
  }

  private static List<Instance> matching(String text, Instances list) {
    if (!NamePattern.isOne(text)) {
      return list.matching(text);
    }
    NamePattern pattern = NamePattern.of(text);
    List<Instance> found = new ArrayList<>();
    for (Instance instance : list.all()) {
      if (pattern.matches(instance.name())) {
        found.add(instance);
      }
    }
    return found;
  }

  private static Problem nothingListed() {
    return new Problem("cannot find any app", "the list is empty", "start one first");
  }

  private static Problem unknown(String text, Instances list) {
    Set<String> names = new LinkedHashSet<>();
    list.all().forEach(instance -> names.add(instance.name()));
    if (NamePattern.isOne(text)) {
      return new Problem("cannot find an app", "no name matches '" + text + "'", known(names));
    }
    Optional<String> nearest = NearestName.of(text, names);
    String remedy = nearest.map(name -> "did you mean '" + name + "'?").orElse(known(names));
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
}

package io.jstartup.cli.logs;

import io.jstartup.model.SavedInstance;
import io.jstartup.supervisor.ops.NamePattern;
import java.util.List;
import java.util.function.Predicate;

/** What a target means among saved apps, by the supervisor's own order: an id, a name, a namespace. */
final class SavedTargets {
  private SavedTargets() {}

  static List<SavedInstance> of(String target, List<SavedInstance> saved) {
    if (target.equals("all")) {
      return saved;
    }
    if (NamePattern.isOne(target)) {
      NamePattern pattern = NamePattern.of(target);
      return those(saved, it -> pattern.matches(it.app().name()));
    }
    if (target.matches("\\d{1,9}") && Integer.parseInt(target) < saved.size()) {
      return List.of(saved.get(Integer.parseInt(target)));
    }
    List<SavedInstance> named = those(saved, it -> it.app().name().equals(target));
    return named.isEmpty() ? those(saved, it -> it.app().namespace().equals(target)) : named;
  }

  private static List<SavedInstance> those(
      List<SavedInstance> saved, Predicate<SavedInstance> wanted) {
    return saved.stream().filter(wanted).toList();
  }
}

package io.jstartup.dump;

import io.jstartup.dump.json.Json;
import io.jstartup.model.SavedInstance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What is different in one list from another. Instances are the same when they have the same name and number; their unique ids don't
 * count.
 *
 * @param added only in the second one
 * @param removed only in the first one
 * @param changed in both, and not alike
 */
public record ListDiff(List<Which> added, List<Which> removed, List<Change> changed) {
  /** What may hold secrets. */
  private static final Set<String> QUIET = Set.of("args", "node_args");

  /** An instance of an app. */
  public record Which(String name, int number) {}

  /** What is different in one instance, by the dump's field names. */
  public record Change(Which which, List<Field> fields) {}

  /**
   * One field.
   *
   * @param name of the dump; {@code env.NAME} for a variable
   * @param before JSON, what looks like a secret masked; empty: it is missing, or one of the variables or arguments, which are full of secrets
   * @param after likewise
   */
  public record Field(String name, String before, String after) {}

  /** From the saved list to the present one. */
  public static ListDiff of(List<SavedInstance> saved, List<SavedInstance> present) {
    Map<Which, Map<String, Object>> before = entries(saved);
    Map<Which, Map<String, Object>> after = entries(present);
    List<Change> changed = new ArrayList<>();
    before.forEach(
        (which, entry) -> {
          List<Field> fields =
              after.containsKey(which) ? fields(entry, after.get(which)) : List.of();
          if (!fields.isEmpty()) {
            changed.add(new Change(which, fields));
          }
        });
    return new ListDiff(without(after, before), without(before, after), changed);
  }

  /** Whether nothing is different. */
  public boolean same() {
    return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
  }

  private static List<Which> without(Map<Which, ?> some, Map<Which, ?> others) {
    return some.keySet().stream().filter(which -> !others.containsKey(which)).toList();
  }

  private static Map<Which, Map<String, Object>> entries(List<SavedInstance> instances) {
    Map<Which, Map<String, Object>> entries = new LinkedHashMap<>();
    for (SavedInstance instance : instances) {
      Map<String, Object> entry = AppEntry.entry(instance);
      entry.remove("unique_id");
      entries.put(new Which(instance.app().name(), instance.number()), entry);
    }
    return entries;
  }

  private static List<Field> fields(Map<String, Object> before, Map<String, Object> after) {
    List<Field> fields = new ArrayList<>();
    for (String key : union(before, after)) {
      Object old = before.get(key);
      Object now = after.get(key);
      if (key.equals("env") && old instanceof Map<?, ?> oldEnv && now instanceof Map<?, ?> nowEnv) {
        addVariables(oldEnv, nowEnv, fields);
      } else if (!Objects.equals(old, now)) {
        boolean quiet = QUIET.contains(key);
        fields.add(new Field(key, quiet ? "" : text(key, old), quiet ? "" : text(key, now)));
      }
    }
    return fields;
  }

  private static void addVariables(Map<?, ?> before, Map<?, ?> after, List<Field> fields) {
    for (Object name : ListDiff.<Object>union(before, after)) {
      if (!Objects.equals(before.get(name), after.get(name))) {
        fields.add(new Field("env." + name, "", ""));
      }
    }
  }

  private static <K> Set<K> union(Map<? extends K, ?> before, Map<? extends K, ?> after) {
    Set<K> union = new LinkedHashSet<>(before.keySet());
    union.addAll(after.keySet());
    return union;
  }

  private static String text(String key, Object value) {
    return value == null ? "" : Json.compactText(EntryMask.masked(key, value));
  }
}

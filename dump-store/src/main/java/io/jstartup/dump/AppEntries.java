package io.jstartup.dump;

import io.jstartup.dump.json.Json;
import io.jstartup.model.Problem;
import io.jstartup.model.SavedInstance;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A whole list of entries.
 *
 * @param instances the entries that can be used, in order; instances of one name have different numbers and know how many they are
 * @param problems all that is wrong with the others
 */
public record AppEntries(List<SavedInstance> instances, List<Problem> problems) {
  public AppEntries {
    instances = List.copyOf(instances);
    problems = List.copyOf(problems);
  }

  /** The list as the JSON array that PM2 reads. */
  public static List<Object> tree(List<SavedInstance> instances) {
    List<Object> tree = new ArrayList<>();
    instances.forEach(saved -> tree.add(AppEntry.entry(saved)));
    return tree;
  }

  /** Reads such an array, ours or PM2's. Never fails. */
  public static AppEntries read(Object tree) {
    Reading reading = new Reading();
    if (!(tree instanceof List<?> list)) {
      return noArray();
    }
    list.forEach(reading::add);
    return reading.entries();
  }

  /**
   * Reads such an array from its text, entry by entry: the whole as a tree takes several times its size.
   *
   * @throws io.jstartup.dump.json.JsonException when it is no JSON
   */
  static AppEntries read(byte[] content) {
    Reading reading = new Reading();
    return Json.parseEach(content, reading::add) ? reading.entries() : noArray();
  }

  private static AppEntries noArray() {
    Problem problem = new Problem("cannot use the list of apps", "it is not a JSON array");
    return new AppEntries(List.of(), List.of(problem));
  }

  private static final class Reading {
    private final List<Problem> problems = new ArrayList<>();
    private final List<SavedInstance> instances = new ArrayList<>();
    private int place;

    void add(Object entry) {
      SavedInstance saved = readOne(entry, ++place, problems);
      if (saved != null) {
        instances.add(saved);
      }
    }

    AppEntries entries() {
      return new AppEntries(numbered(instances), problems);
    }
  }

  /** Null when it can't be used. */
  @SuppressWarnings("unchecked") // the keys of a JSON object are strings
  private static SavedInstance readOne(Object entry, int place, List<Problem> problems) {
    if (!(entry instanceof Map<?, ?> map)) {
      problems.add(new Problem("cannot use entry " + place, "it is not a JSON object"));
      return null;
    }
    int before = problems.size();
    String subject = "entry " + place + " " + EntryReader.nameIn(map);
    SavedInstance saved = new EntryReader((Map<String, Object>) map, subject, problems).read();
    return problems.size() == before ? saved : null;
  }

  /** The dump does not say how many instances an app has, and may say twice which one an entry is. */
  private static List<SavedInstance> numbered(List<SavedInstance> instances) {
    Map<String, Integer> counts = new HashMap<>();
    instances.forEach(saved -> counts.merge(saved.app().name(), 1, Integer::sum));
    Map<String, BitSet> taken = takenNumbers(instances);
    Map<String, BitSet> given = new HashMap<>();
    Set<String> ids = new HashSet<>();
    List<SavedInstance> numbered = new ArrayList<>();
    for (SavedInstance saved : instances) {
      String name = saved.app().name();
      BitSet mine = given.computeIfAbsent(name, key -> new BitSet());
      int number = saved.number();
      if (number == EntryReader.NO_NUMBER || mine.get(number)) {
        number = taken.get(name).nextClearBit(0);
        taken.get(name).set(number);
      }
      mine.set(number);
      String id = ids.add(saved.uniqueId()) ? saved.uniqueId() : UUID.randomUUID().toString();
      numbered.add(
          new SavedInstance(
              saved.app().withInstances(counts.get(name)),
              number,
              id,
              saved.run(),
              saved.service(),
              saved.gate()));
    }
    return numbered;
  }

  private static Map<String, BitSet> takenNumbers(List<SavedInstance> instances) {
    Map<String, BitSet> taken = new HashMap<>();
    for (SavedInstance saved : instances) {
      BitSet numbers = taken.computeIfAbsent(saved.app().name(), key -> new BitSet());
      if (saved.number() != EntryReader.NO_NUMBER) {
        numbers.set(saved.number());
      }
    }
    return taken;
  }
}

package io.jstartup.supervisor.process;

import io.jstartup.model.SavedInstance;
import io.jstartup.supervisor.restart.RestartHistory;
import io.jstartup.supervisor.state.Lifecycle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The process list, by id. Ids count up from 0 and begin anew when the list is empty. */
public final class Instances {
  /** So many of those that were removed last are known. */
  private static final int MOST_REMOVED = 10_000;

  private final TreeMap<Integer, Instance> byId = new TreeMap<>();
  private final Set<String> removed = new LinkedHashSet<>();
  private int nextId;

  /** All of them, by id; live view. */
  public Collection<Instance> all() {
    return byId.values();
  }

  /** The id that the next instance gets. */
  public int nextId() {
    int free = byId.isEmpty() ? 0 : nextId;
    while (byId.containsKey(free)) {
      free++;
    }
    return free;
  }

  Instance add(SavedInstance saved, Lifecycle state, RestartHistory history) {
    return put(nextId(), saved, state, history);
  }

  /** With an id that it had before a supervisor's death. */
  Instance put(int id, SavedInstance saved, Lifecycle state, RestartHistory history) {
    Instance instance = new Instance(id, saved, state, history);
    nextId = Math.max(nextId(), id + 1);
    byId.put(id, instance);
    return instance;
  }

  /** With an id for the time being: it is free again afterwards. */
  Instance addBeside(SavedInstance saved, Lifecycle state, RestartHistory history) {
    Instance instance = new Instance(nextId(), saved, state, history);
    byId.put(instance.id(), instance);
    return instance;
  }

  void swap(Instance one, Instance other) {
    int id = one.id();
    one.id = other.id();
    other.id = id;
    byId.put(one.id(), one);
    byId.put(other.id(), other);
  }

  /** null: none. */
  Instance withUniqueId(String uniqueId) {
    for (Instance instance : byId.values()) {
      if (instance.uniqueId().equals(uniqueId)) {
        return instance;
      }
    }
    return null;
  }

  void remove(Instance instance) {
    byId.remove(instance.id());
    removed.add(instance.uniqueId());
    if (removed.size() > MOST_REMOVED) {
      removed.remove(removed.iterator().next());
    }
  }

  /** Whether an instance of this id was listed by this supervisor, and removed, so that its process has ended. */
  public boolean removed(String uniqueId) {
    return removed.contains(uniqueId);
  }

  public boolean contains(Instance instance) {
    return byId.get(instance.id()) == instance;
  }

  public List<Instance> named(String name) {
    List<Instance> found = new ArrayList<>();
    for (Instance instance : byId.values()) {
      if (instance.name().equals(name)) {
        found.add(instance);
      }
    }
    return found;
  }

  /** By id, name, namespace or {@code all}, the first of these that anything matches. */
  public List<Instance> matching(String target) {
    if (target.equals("all")) {
      return new ArrayList<>(byId.values());
    }
    Instance byNumber = byId.get(number(target));
    if (byNumber != null) {
      return List.of(byNumber);
    }
    List<Instance> named = named(target);
    return named.isEmpty() ? inNamespace(target) : named;
  }

  private List<Instance> inNamespace(String namespace) {
    List<Instance> found = new ArrayList<>();
    for (Instance instance : byId.values()) {
      if (instance.app().namespace().equals(namespace)) {
        found.add(instance);
      }
    }
    return found;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}

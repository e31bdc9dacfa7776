package io.jstartup.supervisor.process;

import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.platforms.os.TaggedProcess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One reading of the process table, sorted by what tells whose a process is. An instance's are those with its {@code unique_id} in
 * their environment, those in the main process's session, and whatever descends from any of them.
 *
 * <p>A session's number belongs to a stranger's session one day. It counts while the main process is there, whose pid it is; afterwards
 * only for those whose parent is the supervisor: orphans come to it from its own descendants alone.
 */
final class ProcessTree {
  private final int supervisor;
  private final Map<String, List<TaggedProcess>> byTag = new HashMap<>();
  private final Map<Integer, List<TaggedProcess>> bySession = new HashMap<>();
  private final Map<Integer, List<TaggedProcess>> byParent = new HashMap<>();

  /** @param processes oldest first; without the supervisor */
  ProcessTree(int supervisor, List<TaggedProcess> processes) {
    this.supervisor = supervisor;
    for (TaggedProcess process : processes) {
      add(byParent, process.parent(), process);
      add(bySession, process.session(), process);
      if (process.tag() != null) {
        add(byTag, process.tag(), process);
      }
    }
  }

  private static <K> void add(Map<K, List<TaggedProcess>> map, K key, TaggedProcess process) {
    map.computeIfAbsent(key, unused -> new ArrayList<>()).add(process);
  }

  /** Oldest first. */
  List<TaggedProcess> tagged(String uniqueId) {
    return byTag.getOrDefault(uniqueId, List.of());
  }

  /**
   * All of one instance's.
   *
   * @param main pid of its main process, the one it had last
   * @param running whether that has not ended
   */
  List<ProcessIdentity> of(String uniqueId, int main, boolean running) {
    Map<Integer, ProcessIdentity> found = new LinkedHashMap<>();
    collect(uniqueId, tagged(uniqueId), found);
    if (main != 0 && (running || !leads(main))) {
      for (TaggedProcess process : bySession.getOrDefault(main, List.of())) {
        if (running || process.parent() == supervisor) {
          collect(uniqueId, List.of(process), found);
        }
      }
    }
    if (main != 0 && running) {
      collect(uniqueId, byParent.getOrDefault(main, List.of()), found);
    }
    return new ArrayList<>(found.values());
  }

  /** Whether a session is led by this pid: a dead main process's number is another process's by then. */
  private boolean leads(int pid) {
    return bySession.getOrDefault(pid, List.of()).stream()
        .anyMatch(process -> process.identity().pid() == pid);
  }

  /** These and their descendants, but for what carries another instance's id. */
  private void collect(
      String uniqueId, Collection<TaggedProcess> processes, Map<Integer, ProcessIdentity> found) {
    List<TaggedProcess> open = new ArrayList<>(processes);
    while (!open.isEmpty()) {
      TaggedProcess next = open.remove(open.size() - 1);
      boolean others = next.tag() != null && !next.tag().equals(uniqueId);
      if (!others && found.putIfAbsent(next.identity().pid(), next.identity()) == null) {
        open.addAll(byParent.getOrDefault(next.identity().pid(), List.of()));
      }
    }
  }

  /**
   * Whether an orphan has come to the supervisor that carries no id: while a process executes a program, it has no environment for some
   * microseconds.
   */
  boolean hasNewOrphans() {
    return byParent.getOrDefault(supervisor, List.of()).stream()
        .anyMatch(process -> process.tag() == null);
  }
}

package io.jstartup.supervisor.process;

import io.jstartup.model.StopSignal;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.platforms.os.TaggedProcess;
import io.jstartup.supervisor.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Kills commands that were run beside an app, each with all that it has started: its descendants and its session. On the loop's thread;
 * one reading of the process table for all, again until a reading finds nobody, as often as is worth it.
 */
final class Branches {
  private static final Duration GATHER = Duration.ofMillis(5);

  /** Readings take a fifth of the time at most. */
  private static final int READING_SHARE = 4;

  /** Whoever forks faster than that is ended with its app. */
  private static final int MOST_READINGS = 5;

  private static final class Root {
    final ProcessIdentity identity;
    int readings;

    Root(ProcessIdentity identity) {
      this.identity = identity;
    }
  }

  private final Supervision supervision;
  private final OperatingSystem os;
  private final EventLoop loop;
  private final String home;
  private List<Root> roots = new ArrayList<>();
  private Duration pause = GATHER;

  Branches(Supervision supervision, OperatingSystem os, EventLoop loop, String home) {
    this.supervision = supervision;
    this.os = os;
    this.loop = loop;
    this.home = home;
  }

  /** @param leader of a session of its own */
  void end(ProcessIdentity leader) {
    roots.add(new Root(leader));
    if (roots.size() == 1) {
      loop.after(pause, this::look);
    }
  }

  private void look() {
    List<Root> asked = roots;
    roots = new ArrayList<>();
    long began = supervision.now();
    try {
      List<TaggedProcess> all =
          os.tagged(AppEnvironment.UNIQUE_ID, AppEnvironment.HOME + "=" + home);
      for (Root root : asked) {
        if (killAll(root, all) && ++root.readings < MOST_READINGS) {
          roots.add(root);
        }
      }
    } catch (OsException e) {
      supervision.log().line("cannot tell what a probe has started: " + e.getMessage());
      asked.forEach(root -> kill(root.identity));
    }
    Duration share = Duration.ofNanos(READING_SHARE * (supervision.now() - began));
    pause = share.compareTo(GATHER) > 0 ? share : GATHER;
    if (!roots.isEmpty()) {
      loop.after(pause, this::look);
    }
  }

  /** Whether there was anybody. */
  private boolean killAll(Root root, List<TaggedProcess> all) {
    Set<Integer> pids = new HashSet<>();
    int leader = root.identity.pid();
    if (all.stream().map(TaggedProcess::identity).noneMatch(it -> succeeds(it, root))) {
      all.stream()
          .filter(it -> it.session() == leader || it.identity().equals(root.identity))
          .forEach(it -> pids.add(it.identity().pid()));
    }
    while (pids.size() != addChildren(pids, all)) {
      continue; // a parent may come after its child
    }
    List<ProcessIdentity> found =
        all.stream().map(TaggedProcess::identity).filter(it -> pids.contains(it.pid())).toList();
    found.forEach(this::kill);
    return !found.isEmpty();
  }

  /** Then the session of that number is another's. */
  private static boolean succeeds(ProcessIdentity process, Root root) {
    return process.pid() == root.identity.pid() && !process.equals(root.identity);
  }

  /** How many there were before. */
  private static int addChildren(Set<Integer> pids, List<TaggedProcess> all) {
    int before = pids.size();
    for (TaggedProcess process : all) {
      if (pids.contains(process.parent())) {
        pids.add(process.identity().pid());
      }
    }
    return before;
  }

  private void kill(ProcessIdentity identity) {
    try {
      Optional<ManagedProcess> found = os.adopt(identity);
      if (found.isPresent()) {
        found.get().signal(StopSignal.SIGKILL.number());
        found.get().close();
      }
    } catch (OsException e) {
      supervision.log().line("cannot end pid " + identity.pid() + " of a probe: " + e.getMessage());
    }
  }
}

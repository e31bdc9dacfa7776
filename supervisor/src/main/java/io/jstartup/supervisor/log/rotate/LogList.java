package io.jstartup.supervisor.log.rotate;

import io.jstartup.model.HomeLayout;
import io.jstartup.model.LogFiles;
import io.jstartup.model.LogRotation;
import io.jstartup.model.exec.RunAs;
import io.jstartup.supervisor.process.Instance;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Which logs are written, or were a moment ago, and by which rule each is kept. Put together on one thread, read on another. */
final class LogList {
  /** What an app's descendants write after its end. */
  static final Duration AFTERWARDS = Duration.ofMinutes(1);

  private static final long STILL_RUNNING = Long.MAX_VALUE;

  private record Entry(LogFiles logs, Optional<RunAs> owner, long endNanos) {}

  private final HomeLayout home;
  private final Map<Instance, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();

  /** What was put together last, for the thread that reads, which may want it ten times a second. */
  private Map<Path, LiveLog> last = Map.of();

  private long lastChanges = -1;
  private LogRotation lastUsual;

  LogList(HomeLayout home) {
    this.home = home;
  }

  /** It runs, or has ended at this moment. */
  void put(Instance instance, long now) {
    Entry before = entries.get(instance);
    LogFiles logs = instance.app().logs();
    boolean runs = instance.pid() != 0;
    long end = runs ? STILL_RUNNING : now;
    if (before != null && !runs && before.endNanos() != STILL_RUNNING) {
      end = before.endNanos();
    }
    if (before == null || before.endNanos() != end || !before.logs().equals(logs)) {
      entries.put(instance, new Entry(logs, instance.app().execution().runAs(), end));
      changes.incrementAndGet();
    }
  }

  void remove(Instance instance) {
    entries.remove(instance);
    changes.incrementAndGet();
  }

  /** All logs, each once; the supervisor's own is the first. Always for the same thread. */
  Map<Path, LiveLog> current(LogRotation usual, long now) {
    long version = changes.get();
    if (version == lastChanges && usual.equals(lastUsual)) {
      return last;
    }
    boolean lasting = true;
    Map<Path, LiveLog> logs = new LinkedHashMap<>();
    logs.put(home.log(), new LiveLog(home.log(), Rule.of(usual), Optional.empty()));
    for (Entry entry : entries.values()) {
      boolean over =
          entry.endNanos() != STILL_RUNNING && now - entry.endNanos() > AFTERWARDS.toNanos();
      lasting &= entry.endNanos() == STILL_RUNNING || over;
      if (!over) {
        for (LiveLog log : of(entry.logs(), entry.owner(), usual)) {
          LiveLog same = last.get(log.file());
          LiveLog kept = log.equals(same) ? same : log;
          logs.putIfAbsent(kept.file(), kept);
        }
      }
    }
    last = logs;
    lastUsual = usual;
    lastChanges = lasting ? version : -1;
    return logs;
  }

  /** Nobody asks for the list for a while. */
  void forget() {
    last = Map.of();
    lastChanges = -1;
  }

  /** The supervisor's. */
  LiveLog own() {
    return new LiveLog(home.log(), Rule.EVERYTHING, Optional.empty());
  }

  /** Those that the process of an instance holds open itself. */
  static List<Reload.Held> held(Instance instance) {
    LogFiles files = instance.app().logs();
    List<Reload.Held> held = new ArrayList<>();
    for (int descriptor : new int[] {1, 2}) {
      List<Path> paths = new ArrayList<>();
      add(descriptor == 1 ? files.out() : files.error(), paths);
      for (Path path : paths) {
        LiveLog log = new LiveLog(path, Rule.EVERYTHING, instance.app().execution().runAs());
        held.add(new Reload.Held(log, instance.pid(), descriptor));
      }
    }
    return held;
  }

  /** Those of an app that are kept small. */
  List<LiveLog> of(LogFiles files, Optional<RunAs> owner, LogRotation usual) {
    LogRotation own = files.policy().rotation();
    List<LiveLog> logs = new ArrayList<>();
    if (files.policy().disabled() || !own.on().orElse(true)) {
      return logs;
    }
    Rule rule = Rule.of(own.orElse(usual));
    for (Path file : paths(files)) {
      if (own.on().isPresent() || file.startsWith(home.logs())) {
        logs.add(new LiveLog(file, rule, owner));
      }
    }
    return logs;
  }

  /** Each once; without what is thrown away. */
  static List<Path> paths(LogFiles files) {
    List<Path> paths = new ArrayList<>();
    for (String file : List.of(files.out(), files.error(), files.combined())) {
      add(file, paths);
    }
    return paths;
  }

  private static void add(String file, List<Path> paths) {
    if (!file.startsWith("/") || file.equals(LogFiles.NOWHERE)) {
      return;
    }
    try {
      Path path = Path.of(file).normalize();
      if (path.getFileName() != null && !paths.contains(path)) {
        paths.add(path);
      }
    } catch (InvalidPathException e) {
      return; // nothing can be written there either
    }
  }
}

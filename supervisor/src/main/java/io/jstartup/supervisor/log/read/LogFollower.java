package io.jstartup.supervisor.log.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Reads logs: what is in them, then what is written to them, in the order in which it comes. Nothing is lost or comes twice when a log
 * is rotated by a supervisor, emptied, or renamed for a new one. For one thread; its interruption ends it.
 */
public final class LogFollower implements AutoCloseable {
  private static final long ASK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Network file systems don't tell of what other machines write. */
  private static final long LOOK_AT_ALL_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long UNWATCHED_MILLIS = 200;
  private static final long LONGEST_WAIT_MILLIS = 1000;

  /** What comes in small bits is gathered for so long. */
  private static final long GATHER_MILLIS = 5;

  private static final int MUCH = 64 * 1024;

  private final LineSink sink;
  private final Map<LogSource, FollowedLog> logs = new LinkedHashMap<>();
  private final Set<FollowedLog> dirty = new LinkedHashSet<>();
  private final Set<FollowedLog> parts = new LinkedHashSet<>();
  private final RotationNotes notes;
  private final KnownEnds ends;
  private Collection<LogSource> sources = List.of();
  private FolderEvents events;
  private boolean unwatched;

  /** For the logs of the home whose supervisor notes there what it rotates; the file need not be there. */
  public LogFollower(Path rotationNotes, LineSink sink) {
    this.sink = sink;
    this.notes = new RotationNotes(rotationNotes);
    this.ends = new KnownEnds(notes);
  }

  /**
   * Passes on the last lines of each.
   *
   * @return whether there was any
   */
  public boolean history(Collection<LogSource> from, long lines) throws IOException {
    from.forEach(source -> logs.put(source, new FollowedLog(source, notes)));
    sources = from;
    return new History(sink).pass(List.copyOf(logs.values()), lines);
  }

  /**
   * Passes on what is new, for ever.
   *
   * @param folder where logs of apps that are not there yet will be
   * @param present asked about once a second for all sources; the same list as the last time when nothing changed
   */
  public void follow(Path folder, Supplier<Collection<LogSource>> present)
      throws IOException, InterruptedException {
    sink.idle();
    events = new FolderEvents();
    ends.note(folder);
    watchFolders();
    sink.live();
    long asked = System.nanoTime();
    long lookedAtAll = asked - LOOK_AT_ALL_NANOS;
    Set<Path> changed = new HashSet<>();
    while (true) {
      long now = System.nanoTime();
      if (now - asked >= ASK_NANOS) {
        update(present.get());
        asked = now;
      }
      if (unwatched || now - lookedAtAll >= LOOK_AT_ALL_NANOS) {
        dirty.addAll(logs.values());
        lookedAtAll = now;
      }
      int bytes = turn();
      pause(bytes, changed);
      mark(changed);
    }
  }

  private int turn() throws IOException {
    int bytes = 0;
    for (Iterator<FollowedLog> next = dirty.iterator(); next.hasNext(); ) {
      FollowedLog log = next.next();
      int count = log.turn(sink);
      bytes += count;
      if (count == 0) {
        next.remove();
      }
      if (log.hasPart()) {
        parts.add(log);
      }
    }
    for (Iterator<FollowedLog> next = parts.iterator(); next.hasNext(); ) {
      FollowedLog log = next.next();
      log.passParts(sink, false);
      if (!log.hasPart()) {
        next.remove();
      }
    }
    return bytes;
  }

  private void pause(int bytes, Set<Path> changed) throws IOException, InterruptedException {
    if (bytes >= MUCH) {
      events.await(0, changed);
      return;
    }
    sink.idle();
    if (bytes > 0) {
      TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
      events.await(0, changed);
      return;
    }
    long part = parts.isEmpty() ? LONGEST_WAIT_MILLIS : FollowedLog.PART_NANOS / 1_000_000;
    events.await(Math.min(part, unwatched ? UNWATCHED_MILLIS : LONGEST_WAIT_MILLIS), changed);
  }

  private void mark(Set<Path> changed) {
    if (changed.isEmpty()) {
      return;
    }
    for (FollowedLog log : logs.values()) {
      Path file = log.source().file();
      if (changed.contains(file) || changed.contains(file.getParent())) {
        dirty.add(log);
      }
    }
    changed.clear();
  }

  private void update(Collection<LogSource> now) throws IOException {
    if (now != sources) {
      sources = now;
      Set<LogSource> wanted = new LinkedHashSet<>(now);
      forgetAllBut(wanted);
      for (LogSource source : wanted) {
        if (!logs.containsKey(source)) {
          add(source);
        }
      }
    }
    watchFolders();
  }

  /** A link's folder doesn't tell of the file that it leads to. */
  private void watchFolders() {
    unwatched = false;
    for (FollowedLog log : logs.values()) {
      Path file = log.source().file();
      unwatched |= !events.watch(file.getParent()) || Files.isSymbolicLink(file);
    }
  }

  private void forgetAllBut(Set<LogSource> wanted) throws IOException {
    for (Iterator<FollowedLog> next = logs.values().iterator(); next.hasNext(); ) {
      FollowedLog log = next.next();
      if (!wanted.contains(log.source())) {
        while (log.turn(sink) > 0) {
          continue; // its last words
        }
        log.passParts(sink, true);
        ends.note(log.source().file(), log.position());
        log.close();
        dirty.remove(log);
        parts.remove(log);
        next.remove();
      }
    }
  }

  private void add(LogSource source) throws IOException {
    FollowedLog log = new FollowedLog(source, notes);
    if (log.open(sink)) {
      log.from(Math.min(ends.of(source.file(), log.reader().position()), log.reader().log().end()));
    }
    logs.put(source, log);
    dirty.add(log);
  }

  @Override
  public void close() throws IOException {
    for (FollowedLog log : logs.values()) {
      log.close();
    }
    notes.close();
    if (events != null) {
      events.close();
    }
  }
}

package io.jstartup.supervisor.log.read;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * What is in the logs already: merged by time when every log's first line begins with one, else a file after the other, the one that
 * was written to last at the end. Leaves each log where its new lines begin.
 */
final class History {
  private final LineSink sink;
  private final ZoneId zone = ZoneId.systemDefault();

  /** A log and the line that is its next one. */
  private static final class Pending {
    final FollowedLog log;
    final int order;
    final long writtenMillis;
    Instant time;

    Pending(FollowedLog log, int order, long writtenMillis) {
      this.log = log;
      this.order = order;
      this.writtenMillis = writtenMillis;
    }
  }

  History(LineSink sink) {
    this.sink = sink;
  }

  /**
   * Passes on the last lines of each.
   *
   * @return whether there was any
   */
  boolean pass(List<FollowedLog> logs, long lines) throws IOException {
    List<Pending> pending = new ArrayList<>();
    boolean timed = true;
    for (FollowedLog log : logs) {
      if (log.open(sink) && toFirst(log, lines)) {
        Pending first = new Pending(log, pending.size(), written(log));
        first.time = time(log).orElse(null);
        timed &= first.time != null;
        pending.add(first);
      }
    }
    if (timed) {
      merged(pending);
    } else {
      oneByOne(pending);
    }
    for (FollowedLog log : logs) {
      if (log.reader() != null) {
        log.reader().limit(Long.MAX_VALUE);
      }
    }
    return !pending.isEmpty();
  }

  private static boolean toFirst(FollowedLog log, long lines) throws IOException {
    OpenLog file = log.reader().log();
    long end = file.end();
    log.from(LastLines.start(file, end, lines));
    file.takeLost(); // nobody asked for it
    log.reader().limit(end);
    return toNext(log);
  }

  private static boolean toNext(FollowedLog log) throws IOException {
    while (!log.reader().next()) {
      if (log.reader().fill() == 0) {
        return log.reader().part();
      }
    }
    return true;
  }

  private static long written(FollowedLog log) throws IOException {
    return Files.getLastModifiedTime(log.source().file()).toMillis();
  }

  private Optional<Instant> time(FollowedLog log) {
    return LineTime.of(log.reader().beginning(LineTime.BYTES), zone);
  }

  private void merged(List<Pending> logs) throws IOException {
    PriorityQueue<Pending> queue =
        new PriorityQueue<>(
            Comparator.<Pending, Instant>comparing(it -> it.time).thenComparing(it -> it.order));
    queue.addAll(logs);
    while (!queue.isEmpty()) {
      Pending first = queue.remove();
      if (passTimed(first)) {
        queue.add(first);
      }
    }
  }

  /** With the lines without a time that belong to it, such as a stack trace; false at the log's end. */
  private boolean passTimed(Pending pending) throws IOException {
    while (true) {
      pending.log.reader().pass(pending.log.source(), sink);
      if (!toNext(pending.log)) {
        return false;
      }
      Optional<Instant> time = time(pending.log);
      if (time.isPresent()) {
        pending.time = time.get();
        return true;
      }
    }
  }

  private void oneByOne(List<Pending> logs) throws IOException {
    logs.sort(Comparator.comparing(it -> it.writtenMillis));
    for (Pending pending : logs) {
      sink.heading(pending.log.source().file());
      boolean more = true;
      while (more) {
        pending.log.reader().pass(pending.log.source(), sink);
        more = toNext(pending.log);
      }
    }
  }
}

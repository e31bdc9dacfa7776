package io.jstartup.supervisor.log.rotate;

import io.jstartup.dump.LogSettings;
import io.jstartup.model.Problem;
import io.jstartup.model.cron.CronPattern;
import io.jstartup.platforms.os.OperatingSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks at the sizes of logs now and then, and rotates those that are due, on a thread of its own that gives way to all others. It wakes
 * up once an interval while logs grow slowly. What it can't do it tells once, and tries again.
 */
final class RotationThread {
  private static final int MOST_ROUNDS = 16;

  private final LogList list;
  private final Semaphore permit;
  private final Rotation rotation;
  private final Compression compression;
  private final Clock clock;
  private final Consumer<String> notices;
  private final ScheduledThreadPoolExecutor thread;
  private final Growth growth = new Growth();
  private final Map<Path, String> failures = new HashMap<>();
  private final Map<Path, LiveLog> toCompress = new LinkedHashMap<>();
  private volatile LogSettings settings = LogSettings.USUAL;
  private String plannedTimes = "";
  private Optional<Instant> nextTime = Optional.empty();

  /**
   * Does nothing before {@link #start}.
   *
   * @param permit is needed to touch a log
   * @param begin runs first on the thread
   * @param notices takes a line for each thing worth telling, on the thread
   */
  RotationThread(
      LogList list,
      Semaphore permit,
      Rotation rotation,
      Compression compression,
      Clock clock,
      Runnable begin,
      Consumer<String> notices) {
    this.list = list;
    this.permit = permit;
    this.rotation = rotation;
    this.compression = compression;
    this.clock = clock;
    this.notices = notices;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(() -> begun(begin, task), "logs");
              made.setDaemon(true);
              return made;
            });
    thread.setRemoveOnCancelPolicy(true);
  }

  private static void begun(Runnable begin, Runnable task) {
    begin.run();
    task.run();
  }

  void start() {
    thread.execute(this::recover);
    lookAfter(Growth.SECOND_LOOK);
  }

  void settings(LogSettings wanted) {
    settings = wanted;
  }

  LogSettings settings() {
    return settings;
  }

  /** Runs it between two looks. */
  void execute(Runnable task) {
    thread.execute(task);
  }

  /** Looks after logs that were renamed, between two looks. */
  void reload(List<Reload.Held> held, OperatingSystem os, Consumer<Reload> done) {
    execute(
        () -> {
          if (!permit.tryAcquire()) {
            Problem problem = new Problem("cannot reopen logs", "the supervisor is giving way");
            done.accept(new Reload(List.of(), List.of(problem)));
            return;
          }
          try {
            done.accept(Reload.of(held, os, rotation));
          } finally {
            permit.release();
          }
        });
  }

  private void recover() {
    try {
      rotation.recover();
    } catch (IOException e) {
      notices.accept("cannot finish the last rotation of a log: " + e);
    }
  }

  private void lookAfter(Duration delay) {
    thread.schedule(this::look, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void look() {
    if (!permit.tryAcquire()) {
      lookAfter(Growth.SECOND_LOOK);
      return;
    }
    Duration next = settings.interval();
    try {
      lookAtAll();
      boolean more = compressOne();
      next = more ? Growth.SHORTEST : growth.untilNext(System.nanoTime(), settings.interval());
      if (next.compareTo(Growth.SECOND_LOOK) > 0) {
        list.forget();
      }
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      notices.accept("internal error in the rotation of logs, going on: " + e);
    } finally {
      permit.release();
      lookAfter(untilTime(next));
    }
  }

  private void lookAtAll() {
    long now = System.nanoTime();
    boolean everything = timeHasCome();
    Map<Path, LiveLog> logs = list.current(settings.rotation(), now);
    growth.keep(logs.keySet());
    failures.keySet().retainAll(logs.keySet());
    for (LiveLog log : logs.values()) {
      if (everything || growth.due(log.file(), now)) {
        lookAt(log, everything, logs.keySet());
      }
    }
    growth.looked(now, settings.interval());
  }

  private void lookAt(LiveLog log, boolean everything, Set<Path> live) {
    long limit = log.rule().maxSize() == 0 ? Long.MAX_VALUE : log.rule().maxSize();
    try {
      long size = size(log.file());
      growth.saw(log.file(), size, limit, System.nanoTime(), settings.interval());
      if (size > limit || everything) {
        rotate(log, everything, live);
      }
      failures.remove(log.file());
    } catch (NoSuchFileException e) {
      growth.saw(log.file(), 0, limit, System.nanoTime(), settings.interval());
    } catch (IOException e) {
      String why = "cannot rotate '" + log.file() + "': " + e.getMessage();
      if (!why.equals(failures.put(log.file(), why))) {
        notices.accept(why);
      }
    }
  }

  private static long size(Path log) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(log, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return attributes.isRegularFile() ? attributes.size() : 0;
  }

  /** One that is far beyond its limit takes several rounds, and may grow as fast as it is cut. */
  private void rotate(LiveLog log, boolean everything, Set<Path> live) throws IOException {
    long dropped = 0;
    Cut cut = rotation.rotate(log, everything, live);
    for (int i = 0; cut.length() > 0; i++) {
      dropped += cut.dropped();
      cut = i < MOST_ROUNDS ? rotation.rotate(log, false, live) : Cut.none();
    }
    growth.shortened(log.file(), size(log.file()));
    if (dropped > 0 && log.rule().retain() > 0) {
      notices.accept(
          "'" + log.file() + "' grew beyond all that is kept of it: " + dropped + " bytes dropped");
    }
    if (log.rule().compress()) {
      toCompress.put(log.file(), log);
    }
  }

  /** One archive at a time, so that logs are looked at in between; whether there is more to do. */
  private boolean compressOne() {
    if (toCompress.isEmpty()) {
      return false;
    }
    LiveLog log = toCompress.values().iterator().next();
    try {
      Set<Path> live = list.current(settings.rotation(), System.nanoTime()).keySet();
      if (!compression.next(log, live)) {
        toCompress.remove(log.file());
      }
    } catch (IOException e) {
      toCompress.remove(log.file());
      notices.accept("cannot compress an archive of '" + log.file() + "': " + e.getMessage());
    }
    return !toCompress.isEmpty();
  }

  /** Whether a moment of the cron pattern has passed since the last look. */
  private boolean timeHasCome() {
    String times = settings.times();
    if (!times.equals(plannedTimes)) {
      plannedTimes = times;
      nextTime = times.isEmpty() ? Optional.empty() : after(clock.instant());
    }
    boolean come = nextTime.isPresent() && !nextTime.get().isAfter(clock.instant());
    if (come) {
      nextTime = after(clock.instant());
    }
    return come;
  }

  private Optional<Instant> after(Instant now) {
    return CronPattern.parse(plannedTimes).next(now, clock.getZone());
  }

  private Duration untilTime(Duration next) {
    if (nextTime.isEmpty()) {
      return next;
    }
    Duration left = Duration.between(clock.instant(), nextTime.get());
    return left.compareTo(next) < 0 && !left.isNegative() ? left : next;
  }
}

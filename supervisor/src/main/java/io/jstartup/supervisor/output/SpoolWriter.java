package io.jstartup.supervisor.output;

import io.jstartup.model.exec.RunAs;
import io.jstartup.platforms.os.OperatingSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The one thread that reads spools and writes logs: chunk by chunk, one spool after the other, until nothing is left; then it sleeps
 * until something is written. Its memory doesn't depend on how much waits. What is asked of it by other threads is done between chunks.
 */
final class SpoolWriter {
  /** A round that moved less waits a little for more: a wake-up for each line would cost more than the line. */
  private static final long SMALL_ROUND = 64 << 10;

  private static final long SMALL_PAUSE_MILLIS = 5;
  private static final int QUIET_ROUNDS = 2;
  private static final long BLOCKED_MILLIS = 250;
  private static final long LONGEST_PAUSE_SECONDS = 2;

  private final OperatingSystem os;
  private final Consumer<String> events;
  private final SpoolFolder folder;
  private final Room room;
  private final SpoolWatch watch;
  private final Buffers buffers = new Buffers();
  private final ReentrantLock stepping = new ReentrantLock(true);
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Map<String, SpoolPair> pairs = new LinkedHashMap<>();
  private final Map<Path, Log> logs = new HashMap<>();
  private final Map<Spool, String> failures = new HashMap<>();
  private final Thread thread = new Thread(this::run, "logs");
  private volatile boolean ending;

  /** @param events takes lines for the supervisor's log; any thread */
  SpoolWriter(SpoolFolder folder, OperatingSystem os, Room room, Consumer<String> events) {
    this.folder = folder;
    this.os = os;
    this.room = room;
    this.events = events;
    this.watch = new SpoolWatch(folder.path(), room);
    thread.setDaemon(true);
    thread.start();
  }

  /** Runs it on the writer's thread, between two chunks. Any thread. */
  void execute(Runnable task) {
    tasks.add(task);
    watch.call();
  }

  /** From now on these instances' spools are followed. On the writer's thread, as all that follow. */
  void follow(Map<SpoolFiles, Recipe> recipes) {
    recipes.forEach(
        (files, recipe) -> {
          try {
            follow(files, recipe);
          } catch (IOException e) {
            events.accept("cannot follow '" + files.recipe() + "': " + e);
          }
        });
    forgetUnusedLogs();
  }

  private void follow(SpoolFiles files, Recipe recipe) throws IOException {
    SpoolPair known = pairs.get(files.uniqueId());
    if (known != null) {
      known.follow(recipe);
      return;
    }
    SpoolPair pair = new SpoolPair(files, recipe, this::log, room);
    pairs.put(files.uniqueId(), pair);
    pair.recover();
  }

  Optional<SpoolPair> pair(String uniqueId) {
    return Optional.ofNullable(pairs.get(uniqueId));
  }

  /** The logs are opened anew at their next line. */
  void reopen() {
    logs.values().forEach(Log::close);
  }

  /** Does something to one log, which is opened anew at its next line. */
  void between(Path file, Runnable task) {
    task.run();
    if (logs.get(file) != null) {
      logs.get(file).close();
    }
  }

  private Log log(Path file, Optional<RunAs> user) {
    return logs.computeIfAbsent(file, it -> new Log(it, user, os, events));
  }

  private void forgetUnusedLogs() {
    Set<Log> used = new HashSet<>();
    pairs.values().forEach(pair -> pair.spools().forEach(spool -> used.addAll(spool.logs())));
    logs.values().removeIf(log -> !used.contains(log) && closed(log));
  }

  private static boolean closed(Log log) {
    log.close();
    return true;
  }

  /**
   * Empties the spools of an instance that doesn't run, when all that is in them is written and nobody reads at this moment. Any thread.
   */
  void renew(String uniqueId) throws IOException {
    if (!stepping.tryLock()) {
      return;
    }
    try {
      SpoolPair pair = pairs.get(uniqueId);
      if (pair != null && pair.exhausted()) {
        folder.deleteSpools(uniqueId);
        pair.forget();
      }
    } finally {
      stepping.unlock();
    }
  }

  /** Nothing is read or written until {@link #resume}; false: a write takes too long to wait for it. Any thread. */
  boolean pause() {
    try {
      return stepping.tryLock(LONGEST_PAUSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** By the thread that paused it. */
  void resume() {
    if (stepping.isHeldByCurrentThread()) {
      stepping.unlock();
    }
  }

  /** Writes all that can be written, and ends; false: not within this time. Any other thread. */
  boolean finish(long millis) {
    ending = true;
    watch.call();
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  private void run() {
    try {
      int quiet = 0;
      while (!ending || quiet < QUIET_ROUNDS) {
        long before = buffers.moved;
        boolean moved = round();
        quiet = moved ? 0 : quiet + 1;
        if (quiet > QUIET_ROUNDS) {
          sleep();
          quiet = 0;
        } else if (buffers.moved - before < SMALL_ROUND && !ending) {
          watch.pause(SMALL_PAUSE_MILLIS);
        }
      }
      rest();
      watch.close();
    } catch (IOException e) {
      events.accept("writing logs: " + e.getMessage());
    }
  }

  /** What is written between the last look and the watch is seen by one more look. */
  private void sleep() {
    rest();
    watch.arm();
    if (!round() && !ending) {
      rest();
      watch.await(timeout());
    }
    watch.disarm();
  }

  private boolean round() {
    boolean moved = runTasks();
    for (SpoolPair pair : new ArrayList<>(pairs.values())) {
      for (Spool spool : pair.spools()) {
        moved |= step(spool);
      }
      if (pair.leaving()) {
        exclusively(() -> leave(pair));
      }
    }
    return moved;
  }

  private boolean runTasks() {
    boolean any = false;
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      Runnable next = task;
      exclusively(
          () -> {
            next.run();
            return true;
          });
      any = true;
    }
    return any;
  }

  /** One step of one spool. What fails harms no other. */
  private boolean step(Spool spool) {
    return exclusively(
        () -> {
          try {
            boolean moved = spool.step(buffers, System.currentTimeMillis(), System.nanoTime());
            failures.remove(spool);
            return moved;
          } catch (IOException e) {
            if (!e.toString().equals(failures.put(spool, e.toString()))) {
              events.accept("cannot read what an app wrote: " + e);
            }
            return false;
          }
        });
  }

  private boolean exclusively(BooleanSupplier step) {
    stepping.lock();
    try {
      return step.getAsBoolean();
    } catch (RuntimeException e) {
      events.accept("writing logs: " + e);
      return false;
    } finally {
      stepping.unlock();
    }
  }

  private boolean leave(SpoolPair pair) {
    String uniqueId = pair.files().uniqueId();
    try {
      if (pair.finished() && folder.deleteUnlessWanted(uniqueId)) {
        pair.forget();
        pairs.remove(uniqueId);
        forgetUnusedLogs();
      }
    } catch (IOException e) {
      events.accept("cannot remove the spools of a deleted app: " + e);
      pairs.remove(uniqueId);
    }
    return true;
  }

  private void rest() {
    pairs.values().forEach(pair -> pair.spools().forEach(Spool::rest));
    logs.values().forEach(Log::close);
  }

  /** 0: only what is written next matters. */
  private long timeout() {
    long now = System.nanoTime();
    long least = Long.MAX_VALUE;
    for (Spool spool : waiting()) {
      long millis = BLOCKED_MILLIS;
      for (Log log : spool.logs()) {
        if (log.resting(now)) {
          millis = Math.max(millis, TimeUnit.NANOSECONDS.toMillis(log.retryAt() - now) + 1);
        }
      }
      least = Math.min(least, millis);
    }
    return least == Long.MAX_VALUE ? 0 : least;
  }

  private List<Spool> waiting() {
    List<Spool> waiting = new ArrayList<>();
    for (SpoolPair pair : pairs.values()) {
      for (Spool spool : pair.spools()) {
        try {
          if (!spool.finished() || failures.containsKey(spool)) {
            waiting.add(spool);
          }
        } catch (IOException e) {
          waiting.add(spool);
        }
      }
    }
    return waiting;
  }
}

package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.SpawnManner;
import io.jstartup.platforms.os.SpawnRequest;
import io.jstartup.platforms.os.SpawnResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Spawns many at once. posix_spawn(3) holds its thread until the child has executed its program, and one processor's worth of work is
 * all that a single thread gets done: on two processors two of them take half the time. The threads are there for one batch only.
 */
final class SpawnTeam {
  /** Fewer are as quick one after another. */
  static final int WORTHWHILE = 8;

  private static final int MOST = 4;
  private static final long SMALL_STACK = 256 * 1024;

  private final Spawner own;
  private final Supplier<Spawner> another;
  private final List<Spawner> others = new ArrayList<>();

  SpawnTeam(Spawner own, Supplier<Spawner> another) {
    this.own = own;
    this.another = another;
  }

  /** Whether the spawn changes something of the whole process for its moment, or meets its child by looking for it. */
  static boolean aloneOnly(SpawnRequest request) {
    SpawnManner manner = request.manner();
    return request.cgroup().isPresent()
        || manner.umask().isPresent()
        || manner.user().isPresent()
        || !manner.sockets().isEmpty()
        || !LibCCloseFrom.AVAILABLE;
  }

  /** For the loop's thread, which takes part: what the processes are held by is its own. */
  List<SpawnResult> spawnAll(List<SpawnRequest> requests) {
    Batch batch = new Batch(requests);
    List<Thread> threads = startOthers(batch);
    batch.work(own);
    threads.forEach(SpawnTeam::await);
    return batch.held(own);
  }

  private List<Thread> startOthers(Batch batch) {
    int wanted = Math.min(MOST, Math.max(2, Runtime.getRuntime().availableProcessors())) - 1;
    List<Thread> threads = new ArrayList<>();
    try {
      while (others.size() < wanted) {
        others.add(another.get());
      }
      for (Spawner spawner : others) {
        Thread thread = new Thread(null, () -> batch.work(spawner), "spawner", SMALL_STACK);
        thread.start();
        threads.add(thread);
      }
    } catch (OutOfMemoryError noRoom) {
      return threads; // at the limit of processes, or of memory: those that are there do it
    }
    return threads;
  }

  private static void await(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Each takes the next one that nobody has taken. */
  private static final class Batch {
    private final List<SpawnRequest> requests;
    private final AtomicInteger next = new AtomicInteger();
    private final int[] pids;
    private final Throwable[] failures;

    Batch(List<SpawnRequest> requests) {
      this.requests = requests;
      this.pids = new int[requests.size()];
      this.failures = new Throwable[requests.size()];
    }

    void work(Spawner spawner) {
      for (int i = next.getAndIncrement(); i < pids.length; i = next.getAndIncrement()) {
        try {
          pids[i] = spawner.child(requests.get(i));
        } catch (
            Throwable e) { // whatever it is, it is this spawn's failure and not that of the others
          failures[i] = e;
        }
      }
    }

    List<SpawnResult> held(Spawner spawner) {
      List<SpawnResult> results = new ArrayList<>(pids.length);
      for (int i = 0; i < pids.length; i++) {
        int pid = pids[i];
        String program = requests.get(i).program();
        results.add(
            failures[i] == null
                ? SpawnResult.of(() -> spawner.hold(pid, program))
                : new SpawnResult(Optional.empty(), failures[i]));
      }
      return results;
    }
  }
}

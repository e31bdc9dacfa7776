package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.jstartup.dump.DumpStore;
import io.jstartup.dump.LoadResult;
import io.jstartup.supervisor.control.ProcessRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The supervisor is killed at any moment of a random load. {@code -Djstartup.chaos.kills}, {@code .seed} and {@code .seconds} (a limit)
 * make it longer, or repeat it.
 */
class ChaosTest {
  private static final int KILLS = Integer.getInteger("jstartup.chaos.kills", 300);
  private static final long SEED = Long.getLong("jstartup.chaos.seed", 20261121L);
  private static final long SECONDS = Long.getLong("jstartup.chaos.seconds", 600L);
  private static final int LONGEST_LIFE_MICROS = 60_000;
  private static final int USERS = 2;

  @TempDir Path folder;

  @Test
  void eachAppRunsOnceHoweverOftenTheSupervisorDies() throws Exception {
    Random random = new Random(SEED);
    System.out.println("chaos: seed " + SEED + ", " + KILLS + " kills or " + SECONDS + " s");
    long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
    int kills = 0;
    try (TestDaemon daemon = new TestDaemon(folder).launch()) {
      List<ChaosUser> users = new ArrayList<>();
      for (int i = 0; i < USERS; i++) {
        users.add(new ChaosUser(daemon, i, new Random(random.nextLong())));
      }
      while (kills < KILLS && System.nanoTime() - end < 0) {
        live(daemon, users, random);
        daemon.launch();
        check(daemon, users, "after kill " + ++kills + " of seed " + SEED);
      }
    }
    System.out.println("chaos: survived " + kills + " kills");
    assertEquals(KILLS, kills, "the time was up before");
  }

  /** The supervisor is used until it is killed. */
  private static void live(TestDaemon daemon, List<ChaosUser> users, Random random)
      throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (ChaosUser user : users) {
      Thread thread = new Thread(user);
      thread.start();
      threads.add(thread);
    }
    LockSupport.parkNanos(random.nextInt(LONGEST_LIFE_MICROS) * 1000L);
    daemon.kill9();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void check(TestDaemon daemon, List<ChaosUser> users, String when)
      throws Exception {
    Await.until(
        "all are at rest " + when,
        () ->
            daemon.client.list().stream()
                .allMatch(row -> row.status().equals("online") || row.status().equals("stopped")));
    List<ProcessRow> list = daemon.client.list();
    for (ChaosUser user : users) {
      user.check(list, when);
    }
    Set<Integer> listed =
        list.stream().map(ProcessRow::pid).filter(pid -> pid != 0).collect(Collectors.toSet());
    // one that has just been started shows no environment for a moment
    Await.until(
        "one process each and no other " + when + ": " + listed,
        () -> Tagged.pids(daemon.home.home()).equals(listed));
    list.forEach(row -> assertEquals(row.status().equals("online"), row.pid() != 0, when));
    LoadResult saved = new DumpStore(daemon.home).load();
    assertEquals(List.of(), saved.warnings(), when);
    users.forEach(user -> user.checkSaved(saved.instances(), when));
    assertFalse(
        saved.instances().stream().anyMatch(it -> !it.app().name().startsWith("app")), when);
  }
}

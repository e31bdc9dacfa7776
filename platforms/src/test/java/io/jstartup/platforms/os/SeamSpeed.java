package io.jstartup.platforms.os;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Run by hand: 500 spawns of /bin/sleep, and a reading of 100 processes' usage, on a warmed JVM. Milliseconds. */
public final class SeamSpeed {
  private static final PrintStream OUT = System.out;
  private static final int SPAWNS = 500;

  private SeamSpeed() {}

  public static void main(String[] args) throws Exception {
    OperatingSystem os = OperatingSystems.current();
    List<String> environment = new ArrayList<>();
    System.getenv().forEach((name, value) -> environment.add(name + "=" + value));
    SpawnRequest request = Spawned.request(List.of("/bin/sleep", "600"), environment, "/");
    for (int round = 0; round < 8; round++) {
      List<ManagedProcess> started = new ArrayList<>();
      long begin = System.nanoTime();
      for (int i = 0; i < SPAWNS; i++) {
        started.add(os.spawn(request));
      }
      OUT.printf("%d spawns: %d ms; ", SPAWNS, (System.nanoTime() - begin) / 1_000_000);
      measureUsage(os, started);
      try (Poller poller = os.poller()) {
        for (ManagedProcess process : started) {
          process.signal(9);
          Exits.await(poller, process);
          process.close();
        }
      }
    }
    OUT.println("memory: " + (os.usage(List.of(os.pid())).get(0).memory() >> 20) + " MiB");
  }

  private static void measureUsage(OperatingSystem os, List<ManagedProcess> started) {
    List<Integer> pids = started.stream().limit(100).map(p -> p.identity().pid()).toList();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      long begin = System.nanoTime();
      os.usage(pids);
      best = Math.min(best, System.nanoTime() - begin);
    }
    OUT.printf("usage of 100: %.2f ms%n", best / 1e6);
  }
}

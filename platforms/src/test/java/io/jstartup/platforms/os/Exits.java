package io.jstartup.platforms.os;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Runs a poller until something came true, 20 s at most. */
final class Exits {
  private Exits() {}

  static Exit await(Poller poller, ManagedProcess process) throws OsException {
    Exit[] exit = new Exit[1];
    poller.watchExit(process, ended -> exit[0] = ended);
    runUntil(poller, () -> exit[0] != null);
    return exit[0];
  }

  /** How each of them ended, in their order. */
  static List<Exit> await(OperatingSystem os, List<ManagedProcess> processes) throws OsException {
    Map<ManagedProcess, Exit> exits = new HashMap<>();
    try (Poller poller = os.poller()) {
      for (ManagedProcess process : processes) {
        poller.watchExit(process, exit -> exits.put(process, exit));
      }
      runUntil(poller, () -> exits.size() == processes.size());
    }
    return processes.stream().map(exits::get).toList();
  }

  static void runUntil(Poller poller, BooleanSupplier condition) throws OsException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "did not come true within 20 s");
      poller.await(Duration.ofMillis(500));
    }
  }
}

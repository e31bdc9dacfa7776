package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, at most a minute: what takes that long is not slow but wrong. */
public final class Await {
  private static final long LONGEST_NANOS = 60_000_000_000L;

  private Await() {}

  public static void until(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + LONGEST_NANOS;
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        fail("waited too long until " + what);
      }
      LockSupport.parkNanos(3_000_000);
    }
  }
}

package io.jstartup.supervisor;

import io.jstartup.model.HomeLayout;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.supervisor.client.SupervisorClient;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The lock of a home: whoever holds it is the home's only supervisor, until it closes the lock or its process ends. */
final class HomeLock {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private HomeLock() {}

  /**
   * Takes it. Who holds the lock and does not answer is about to come up or to be gone: waiting for either makes {@code kill} followed
   * by a start safe.
   *
   * @return empty when another supervisor serves the home, or has held the lock for 5 s without an answer
   */
  static Optional<AutoCloseable> take(HomeLayout home, OperatingSystem os) throws IOException {
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    Optional<AutoCloseable> lock = os.lock(home.lock());
    while (lock.isEmpty() && System.nanoTime() - deadline < 0 && !answers(home)) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      lock = os.lock(home.lock());
    }
    return lock;
  }

  private static boolean answers(HomeLayout home) throws IOException {
    Optional<SupervisorClient> client = SupervisorClient.connect(home.socket());
    client.ifPresent(SupervisorClient::close);
    return client.isPresent();
  }

  /** Who holds it, as words of a message that a space follows; nothing when that one has written down no pid. */
  static String holder(HomeLayout home) {
    try {
      return "(pid " + Files.readString(home.pidFile()).trim() + ") ";
    } catch (IOException e) {
      return "";
    }
  }
}

package io.jstartup.platforms.os.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jstartup.platforms.os.OsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OwnPidTest {
  private static long descriptors() throws Exception {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.count();
    }
  }

  /** As when the system lets the supervisor have no more threads. */
  @Test
  void failsWithoutAThreadAndKeepsNothing() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/thread-self/children")), "Linux only");
    OwnPid.await(pid -> {}).close(); // loads what it takes
    long before = descriptors();
    OsException failure =
        assertThrows(
            OsException.class,
            () ->
                OwnPid.await(
                    pid -> {},
                    thread -> {
                      throw new OutOfMemoryError("unable to create native thread");
                    }));
    assertTrue(failure.getMessage().contains("native thread"), failure.getMessage());
    assertEquals(before, descriptors());
  }
}

package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.CrashLoop;
import io.jstartup.model.RestartPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What apps use is read while somebody looks or a limit needs it, and not at all else. */
class UsageTest {
  @TempDir Path folder;
  private TestDaemon daemon;

  @AfterEach
  void endDaemon() throws Exception {
    daemon.close();
  }

  /** Whose use was read, reading by reading. */
  private List<String> readings() throws IOException {
    Path file = daemon.home.home().resolve(DaemonMain.USAGE);
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private int start(String name, RestartPolicy policy) {
    daemon.start(TestDaemon.with(daemon.shell(name, "exec sleep 1000"), policy));
    return daemon.row(name).pid();
  }

  private static RestartPolicy limited() {
    RestartPolicy usual = RestartPolicy.DEFAULT;
    return new RestartPolicy(
        true,
        usual.maxRestarts(),
        usual.minUptime(),
        usual.delay(),
        usual.initialBackoff(),
        usual.stopExitCodes(),
        CrashLoop.DEFAULT,
        1L << 30,
        "");
  }

  /** While the limited one is looked at twice, the other one would have been too. */
  @Test
  void isReadOncePerListAndElseOfThoseWithALimitAlone() throws Exception {
    daemon = new TestDaemon(folder).launch(DaemonMain.COUNT_USAGE);
    String free = "[" + start("free", RestartPolicy.DEFAULT) + "]";
    daemon.client.list();
    List<String> expected = new ArrayList<>(List.of(free, free));
    assertEquals(expected, readings());
    int pid = start("limited", limited());
    String limited = "[" + pid + "]";
    Await.until("two looks", () -> readings().stream().filter(limited::equals).count() >= 2);
    String both = free.replace("]", ", ") + pid + "]";
    assertEquals(1, readings().stream().filter(both::equals).count(), readings().toString());
    assertEquals(2, readings().stream().filter(free::equals).count(), readings().toString());
    assertTrue(List.of(free, limited, both).containsAll(readings()), readings().toString());
  }
}

package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.CrashLoop;
import io.jstartup.model.RestartPolicy;
import io.jstartup.supervisor.control.ProcessRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartingTest {
  @TempDir Path folder;
  private TestDaemon daemon;

  @BeforeEach
  void startDaemon() throws Exception {
    daemon = new TestDaemon(folder).launch();
  }

  @AfterEach
  void endDaemon() throws Exception {
    daemon.close();
  }

  private static RestartPolicy policy(int max, long minUptime, long delay, long backoff) {
    return new RestartPolicy(
        true,
        max,
        Duration.ofMillis(minUptime),
        Duration.ofMillis(delay),
        Duration.ofMillis(backoff),
        Set.of());
  }

  private ProcessRow await(String name, String status) throws Exception {
    Await.until(name + " is " + status, () -> daemon.row(name).status().equals(status));
    return daemon.row(name);
  }

  @Test
  void slowsDownACrashLoopThatIsTooSlowToBeGivenUp() throws Exception {
    RestartPolicy policy = policy(16, 1, 0, 0).slowedBy(new CrashLoop(3, Duration.ofMinutes(1)));
    daemon.start(TestDaemon.with(daemon.shell("slow", "sleep 0.02; exit 4"), policy));
    Await.until("it ended six times", () -> daemon.row("slow").restarts() >= 5);
    ProcessRow row = await("slow", "waiting restart");
    String why = "exited with 4 after [0-9.]+ m?s, 3 times in [0-9.]+ m?s";
    assertTrue(row.reason().matches(why), row.reason());
    assertTrue(daemon.log().contains("restarting in 100 ms"), daemon.log());
    assertTrue(daemon.log().contains("restarting in 225 ms"), daemon.log());
  }

  @Test
  void endsErroredAlsoWithARestartDelay() throws Exception {
    daemon.start(TestDaemon.with(daemon.shell("bad", "exit 1"), policy(4, 1000, 20, 0)));
    assertEquals(3, await("bad", "errored").restarts());
    daemon.start(TestDaemon.with(daemon.shell("worse", "kill -9 $$"), policy(4, 1000, 0, 5)));
    String reason = await("worse", "errored").reason();
    assertTrue(reason.matches("killed by signal 9 after .* ms, 4 times in .* m?s"), reason);
  }
}

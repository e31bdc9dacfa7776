package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.CrashLoop;
import io.jstartup.model.RestartPolicy;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a supervisor had counted and decided is its successor's, too. */
class TakeoverTest extends WithDaemon {
  private static RestartPolicy policy(int max, long minUptime) {
    RestartPolicy usual = RestartPolicy.DEFAULT;
    return new RestartPolicy(
        true, max, Duration.ofMillis(minUptime), usual.delay(), usual.initialBackoff(), Set.of());
  }

  private void end(String name) throws Exception {
    Await.until(name + " runs", () -> daemon.row(name).pid() > 0);
    ProcessHandle.of(daemon.row(name).pid()).orElseThrow().destroyForcibly();
  }

  private void awaitRestarts(String name, int restarts) throws Exception {
    Await.until(
        name + " was restarted or given up",
        () ->
            daemon.row(name).restarts() == restarts || daemon.row(name).status().equals("errored"));
    assertEquals(restarts, daemon.row(name).restarts(), daemon.row(name).reason());
  }

  @Test
  void slowsDownWhatEndedBeforeAndAfter() throws Exception {
    RestartPolicy policy = policy(16, 1).slowedBy(new CrashLoop(3, Duration.ofMinutes(10)));
    daemon.start(TestDaemon.with(daemon.shell("slow", "exec sleep 1000"), policy));
    for (int restarts = 1; restarts < 3; restarts++) {
      end("slow");
      awaitRestarts("slow", restarts);
    }
    daemon.kill9();
    daemon.launch();
    end("slow");
    awaitRestarts("slow", 3);
    assertTrue(daemon.log().contains(", 3 times in "), daemon.log());
    assertTrue(daemon.log().contains("restarting in 100 ms"), daemon.log());
  }

  @Test
  void doesNotGiveUpForEndsThatWereLongAgo() throws Exception {
    String oddRunsFail =
        "echo >> runs; [ $(($(wc -l < runs) % 2)) = 0 ] || exit 3; exec sleep 1000";
    daemon.start(TestDaemon.with(daemon.shell("web", oddRunsFail), policy(2, 500)));
    awaitRestarts("web", 1);
    Await.until("its ends count no more", () -> daemon.row("web").uptimeMillis() > 1_000);
    daemon.client.update(TestDaemon.program(), "");
    end("web");
    awaitRestarts("web", 3);
  }
}

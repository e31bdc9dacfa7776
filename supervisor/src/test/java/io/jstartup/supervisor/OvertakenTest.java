package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two ask for different things: the last one gets it, and the first one is told. */
class OvertakenTest extends WithDaemon {
  private Path go;

  /** An app that ends once there is a file, however long it has been asked to. */
  @BeforeEach
  void startOneThatTakesItsTime() throws Exception {
    go = folder.resolve("go");
    daemon.start(graceful("slow", "while [ ! -e " + go + " ]; do sleep 0.02; done"));
    awaitHearing("slow");
  }

  private void awaitStopping() throws Exception {
    Await.until("it is being stopped", () -> daemon.row("slow").status().equals("stopping"));
  }

  private static void assertTold(Outcome outcome, String what, String why) {
    assertFalse(outcome.ok());
    String said = outcome.problems().get(0).message();
    assertTrue(said.contains(what) && said.contains(why), said);
  }

  @Test
  void aStopThatBecomesARestart() throws Exception {
    CompletableFuture<Outcome> stop =
        meanwhile(client -> client.stop(List.of("slow"), SupervisorClient.QUIET));
    awaitStopping();
    CompletableFuture<Outcome> restart =
        meanwhile(client -> client.restart(List.of("slow"), SupervisorClient.QUIET));
    settle(restart, "RUN");
    assertTold(stop.get(), "cannot stop app 'slow' (id 0)", "it was started again meanwhile");
    assertTrue(restart.get().ok());
  }

  @Test
  void aDeleteThatBecomesAStart() throws Exception {
    CompletableFuture<Outcome> delete =
        meanwhile(client -> client.delete(List.of("slow"), SupervisorClient.QUIET));
    awaitStopping();
    CompletableFuture<Outcome> restart =
        meanwhile(client -> client.restart(List.of("slow"), SupervisorClient.QUIET));
    settle(restart, "RUN");
    assertTold(delete.get(), "cannot delete app 'slow' (id 0)", "it was started again meanwhile");
  }

  @Test
  void aDeleteThatBecomesAStop() throws Exception {
    CompletableFuture<Outcome> delete =
        meanwhile(client -> client.delete(List.of("slow"), SupervisorClient.QUIET));
    awaitStopping();
    CompletableFuture<Outcome> stop =
        meanwhile(client -> client.stop(List.of("slow"), SupervisorClient.QUIET));
    settle(stop, "STOP");
    assertTold(delete.get(), "cannot delete app 'slow' (id 0)", "it was only stopped meanwhile");
    assertTrue(stop.get().ok());
  }

  @Test
  void aRestartThatBecomesAStopOrADelete() throws Exception {
    for (String verb : List.of("stop", "delete")) {
      CompletableFuture<Outcome> restart =
          meanwhile(client -> client.restart(List.of("slow"), SupervisorClient.QUIET));
      awaitStopping();
      CompletableFuture<Outcome> end =
          meanwhile(
              client ->
                  verb.equals("stop")
                      ? client.stop(List.of("slow"), SupervisorClient.QUIET)
                      : client.delete(List.of("slow"), SupervisorClient.QUIET));
      settle(end, verb.equals("stop") ? "STOP" : "FORGET");
      String why = verb.equals("stop") ? "it was stopped meanwhile" : "it was deleted meanwhile";
      assertTold(restart.get(), "cannot restart app 'slow' (id 0)", why);
      assertTrue(end.get().ok());
      if (verb.equals("stop")) {
        Files.delete(go);
        Files.delete(folder.resolve("slow.ready"));
        assertTrue(daemon.client.restart(List.of("slow"), SupervisorClient.QUIET).ok());
        awaitHearing("slow");
      }
    }
  }

  /** The second request has been heard, and the app may end. */
  private void settle(CompletableFuture<Outcome> second, String desired) throws Exception {
    Await.until("the second one is heard", () -> lastRecord().contains("\"desired\":\"" + desired));
    assertFalse(second.isDone());
    Files.createFile(go);
    second.get();
  }

  private String lastRecord() throws Exception {
    List<String> records = Files.readAllLines(daemon.home.liveState());
    return records.get(records.size() - 1);
  }

  @Test
  void aStopThatIsNotOvertakenIsFine() throws Exception {
    Files.createFile(go);
    assertTrue(daemon.client.stop(List.of("slow"), SupervisorClient.QUIET).ok());
    assertEquals("stopped", daemon.row("slow").status());
  }
}

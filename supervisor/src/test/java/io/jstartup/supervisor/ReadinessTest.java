package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.model.ready.ReadyPolicy;
import io.jstartup.platforms.os.Capability;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.StartMode;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When an app counts as online, and what Node tells of itself. */
class ReadinessTest extends TellingApps {
  @Test
  void takesOneThatSaysNothingForOnlineAfterItsListenTimeout() throws Exception {
    long from = System.nanoTime();
    Outcome outcome = daemon.start(waiting(daemon.shell("mute", "exec sleep 1000"), 400));
    long took = (System.nanoTime() - from) / 1_000_000;
    assertTrue(outcome.ok(), outcome.problems().toString());
    assertTrue(took >= 390 && took < 5000, took + " ms");
    assertEquals("online", daemon.row("mute").status());
    assertTrue(daemon.log().contains("(listen_timeout), taken for online"), daemon.log());
  }

  @Test
  void goesOnWaitingAfterASupervisorsDeath() throws Exception {
    int due = 1500;
    AppSpec soon = waiting(daemon.shell("soon", "exec sleep 1000"), due);
    AppSpec late = waiting(daemon.shell("late", "exec sleep 1000"), 60_000);
    Thread starting =
        new Thread(
            () -> {
              try {
                daemon.start(soon, late);
              } catch (RuntimeException e) {
                return; // the supervisor dies under it
              }
            });
    starting.start();
    TestDaemon other = new TestDaemon(folder);
    other.launch();
    Await.until("they run", () -> other.client.list().size() == 2 && other.row("late").pid() != 0);
    long from = System.nanoTime();
    assertEquals("launching", other.row("late").status());
    int pid = other.row("late").pid();
    other.kill9();
    starting.join();
    Await.until("one's time is over", () -> System.nanoTime() - from > due * 1_000_000L);
    daemon.launch();
    assertEquals("launching", daemon.row("late").status());
    assertEquals(pid, daemon.row("late").pid());
    assertEquals("online", daemon.row("soon").status(), "its wait does not begin anew");
  }

  @Test
  void hearsNodesOwnWord() throws Exception {
    TestDaemon.needs(Capability.CHANNELS);
    String script =
        "process.on('disconnect', () => process.exit(7));"
            + "setTimeout(() => { process.send({a: 'x'.repeat(10 << 20)});"
            + " process.send('not ready');"
            + " setTimeout(() => process.send('ready'), 300) }, 100)";
    long took = startMillis(waiting(node("web", script), 20_000));
    assertTrue(took >= 390 && took < 15_000, took + " ms");
    assertTrue(daemon.log().contains("passed over a message"), daemon.log());
    assertFalse(daemon.log().contains("listen_timeout"), daemon.log());
  }

  @Test
  void keepsNodesChannelWhenTheSupervisorDies() throws Exception {
    TestDaemon.needs(Capability.CHANNELS);
    String script =
        "process.on('disconnect', () => process.exit(7));"
            + "const fs = require('fs');"
            + "setTimeout(() => process.send('ready'), 100);"
            + "setInterval(() => process.send({n: 1}), 50);"
            + "setInterval(() => fs.existsSync('big') && process.send('y'.repeat(2 << 20)), 100)";
    startMillis(waiting(node("web", script), 20_000));
    int pid = daemon.row("web").pid();
    daemon.kill9();
    daemon.launch();
    assertEquals("online", daemon.row("web").status());
    Files.createFile(folder.resolve("big"));
    Await.until(
        "the new supervisor hears or says why not",
        () -> daemon.log().contains("passed over") || daemon.log().contains("cannot hear"));
    assertTrue(daemon.log().contains("passed over"), daemon.log());
    assertEquals(pid, daemon.row("web").pid());
    assertEquals(0, daemon.row("web").restarts());
  }

  @Test
  void surviesAnAppThatWritesGarbageOrClosesItsChannel() throws Exception {
    TestDaemon.needs(Capability.CHANNELS);
    String script =
        "require('fs').writeSync(3, Buffer.from('\\n{\\n\\xff\\0\\n\"rea', 'latin1'));"
            + "require('fs').writeSync(3, 'dy\"\\n');"
            + "process.disconnect(); setInterval(() => {}, 1000)";
    startMillis(waiting(node("rude", script), 20_000));
    assertFalse(daemon.log().contains("listen_timeout"), daemon.log());
    assertTrue(daemon.client.stop(List.of("rude"), SupervisorClient.QUIET).ok());
    assertEquals("stopped", daemon.row("rude").status());
  }

  @Test
  void failsAStartOfWhatEndsBeforeItIsReady() throws Exception {
    Outcome outcome = daemon.start(waiting(daemon.shell("dies", "sleep 0.2; exit 3"), 20_000));
    assertEquals(1, outcome.problems().size());
    String why = outcome.problems().get(0).why();
    assertTrue(why.matches("it exited with 3 .*, before it was ready"), why);
  }

  @Test
  void goesOnHearingWhenTheSupervisorIsReplaced() throws Exception {
    TestDaemon.needs(Capability.CHANNELS);
    String script =
        "const fs = require('fs');"
            + "setInterval(() => fs.existsSync('go') && process.send('ready'), 50)";
    String notifies =
        "while not os.path.exists('"
            + folder
            + "/go'): time.sleep(0.05)\n"
            + "tell('READY=1'); time.sleep(1000)";
    AppSpec web = waiting(node("web", script), 20_000);
    AppSpec py = waiting(python("py", notifies), 20_000);
    TestDaemon other = new TestDaemon(folder).launch();
    Thread starting =
        new Thread(
            () -> daemon.client.start(List.of(web, py), StartMode.NEW, SupervisorClient.QUIET));
    starting.start();
    Await.until(
        "they run",
        () ->
            other.client.list().size() == 2
                && other.client.list().stream().allMatch(row -> row.pid() != 0));
    other.client.update(TestDaemon.program(), "");
    assertEquals("launching", other.row("web").status());
    assertEquals("launching", other.row("py").status());
    Files.createFile(folder.resolve("go"));
    starting.join();
    assertEquals("online", other.row("web").status());
    assertEquals("online", other.row("py").status());
    assertFalse(other.log().contains("listen_timeout"), other.log());
    assertFalse(other.log().contains("cannot hear"), other.log());
    other.client.close();
  }

  @Test
  void asksANodeAppToStopByAMessageAlsoAfterASupervisorsDeath() throws Exception {
    TestDaemon.needs(Capability.CHANNELS);
    String script =
        "const fs = require('fs');"
            + "process.on('SIGINT', () => { fs.writeFileSync('signal', ''); process.exit(1) });"
            + "process.on('message', m => { fs.writeFileSync(m, ''); process.exit(0) });"
            + "fs.writeFileSync('up' + process.pid, '');";
    AppSpec app = node("web", script).withReady(ReadyPolicy.AT_ONCE);
    StopPolicy stop = new StopPolicy(StopSignal.SIGINT, Duration.ofSeconds(10), true, true);
    for (int i = 0; i < 2; i++) {
      daemon.client.start(
          List.of(TestDaemon.with(app, stop)), StartMode.NEW, SupervisorClient.QUIET);
      String up = "up" + daemon.row("web").pid();
      Await.until("it runs", () -> Files.exists(folder.resolve(up)));
      if (i == 1) {
        daemon.kill9();
        daemon.launch();
      }
      assertTrue(daemon.client.stop(List.of("web"), SupervisorClient.QUIET).ok());
      assertTrue(Files.deleteIfExists(folder.resolve("shutdown")), daemon.log());
      assertFalse(Files.exists(folder.resolve("signal")));
    }
  }
}

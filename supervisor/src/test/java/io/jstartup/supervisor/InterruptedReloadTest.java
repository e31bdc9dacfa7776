package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.model.exec.EnvironmentChange;
import io.jstartup.model.listen.ListenAddress;
import io.jstartup.model.ready.ReadyPolicy;
import io.jstartup.platforms.os.Capability;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another request or the end of the supervisor comes between a reload and its end, or between two of them. */
@Timeout(120)
class InterruptedReloadTest extends ReloadedServer {
  @Test
  void aSecondReloadOfTheAppIsRefusedUnlessForced() throws Exception {
    daemon.start(web(1, Duration.ofSeconds(20)));
    int before = daemon.row("web").pid();
    CompletableFuture<Outcome> first = meanwhile(UnderLoad::reload);
    Await.until("it has begun", () -> daemon.client.list().size() == 2);
    putUnderLoad(); // so that the new process has read its version
    Outcome second = reload();
    assertTrue(second.problems().get(0).message().contains("already"), second.toString());
    version("raise SystemExit(9)");
    Outcome forced =
        daemon.client.reload(WEB, EnvironmentChange.NONE, 1, true, SupervisorClient.QUIET);
    assertFalse(forced.ok());
    String why = first.get().problems().toString();
    assertTrue(why.contains("another reload has taken its place"), why);
    assertEquals(List.of(before), pids());
  }

  @Test
  void aRestartMeanwhileIsNoFailureBecauseItEndsTheNewProcess() throws Exception {
    daemon.start(web(1, Duration.ofSeconds(20)));
    int before = daemon.row("web").pid();
    CompletableFuture<Outcome> reload = meanwhile(UnderLoad::reload);
    Await.until("it has begun", () -> daemon.client.list().size() == 2);
    Outcome restart = daemon.client.restart(WEB, SupervisorClient.QUIET);
    assertTrue(restart.ok(), restart.problems().toString());
    assertFalse(reload.get().ok());
    assertEquals(1, daemon.client.list().size());
    assertNotEquals(before, daemon.row("web").pid());
  }

  /** Two instances, the first of them replaced already, and its old process deaf to its signal. */
  private CompletableFuture<Outcome> reloadUntilAnOldOneIsStopping() throws Exception {
    AppSpec app =
        daemon
            .shell("web", "trap '' INT; exec sleep 1000")
            .withInstances(2)
            .withListen(List.of(ListenAddress.of("127.0.0.1:" + port)));
    app = TestDaemon.with(app, settledAfter(Duration.ofMillis(100)));
    daemon.start(
        TestDaemon.with(app, new StopPolicy(StopSignal.SIGINT, Duration.ofMillis(2000), true)));
    Await.until("they are deaf", () -> pids().stream().allMatch(InterruptedReloadTest::sleeps));
    CompletableFuture<Outcome> reload = meanwhile(UnderLoad::reload);
    Await.until("an old one is being stopped", () -> statuses().contains("stopping"));
    return reload;
  }

  private static boolean sleeps(int pid) {
    return ProcessHandle.of(pid)
        .flatMap(it -> it.info().command())
        .filter(it -> it.endsWith("sleep"))
        .isPresent();
  }

  @Test
  void aRestartMeanwhileDoesNotBringBackWhatWasReplaced() throws Exception {
    CompletableFuture<Outcome> reload = reloadUntilAnOldOneIsStopping();
    daemon.client.restart(WEB, SupervisorClient.QUIET);
    reload.get();
    assertEquals(List.of("online", "online"), statuses());
  }

  @Test
  void aStopMeanwhileIsNotUndoneByTheInstancesThatWaitForTheirTurn() throws Exception {
    CompletableFuture<Outcome> reload = reloadUntilAnOldOneIsStopping();
    daemon.client.stop(WEB, SupervisorClient.QUIET);
    String why = reload.get().problems().toString();
    assertTrue(why.contains("it was stopped meanwhile"), why);
    assertEquals(List.of("stopped", "stopped"), statuses());
  }

  @Test
  void theSuccessorOfAKilledSupervisorHasTheSocketsAndLosesNoRequest() throws Exception {
    startUnderLoad(2, Duration.ofMillis(100));
    daemon.kill9();
    daemon.launch();
    List<Integer> before = pids();
    Outcome outcome = reload();
    assertTrue(outcome.ok(), outcome.problems().toString());
    assertTrue(pids().stream().noneMatch(before::contains));
    load.awaitMore(20);
    load.close();
    assertEquals(List.of(), load.failures());
  }

  @Test
  void aReloadThatItsSupervisorDidNotSurviveLeavesOneProcessOfEachNumber() throws Exception {
    startUnderLoad(2, Duration.ofMillis(200));
    for (int millis : List.of(10, 150, 250, 350, 600)) {
      SupervisorClient other = another();
      CompletableFuture<Void> reload =
          CompletableFuture.runAsync(
              () -> {
                try {
                  other.reload(WEB, EnvironmentChange.NONE, 2, false, SupervisorClient.QUIET);
                } catch (ProblemsException e) {
                  return; // the supervisor was killed
                }
              });
      Thread.sleep(millis); // any moment will do
      daemon.kill9();
      reload.get();
      other.close();
      daemon.launch();
      Await.until("one of each number is left", () -> numbers().equals(List.of(0, 1)));
      Await.until("no other process is left", () -> servers().size() == 2);
    }
    load.awaitMore(20);
    load.close();
    assertEquals(List.of(), load.failures());
  }

  private List<Integer> numbers() {
    return daemon.client.list().stream()
        .filter(row -> row.status().equals("online"))
        .map(ProcessRow::number)
        .sorted()
        .toList();
  }

  /** Processes that run this test's script. */
  private List<Long> servers() {
    List<Long> found = new ArrayList<>();
    ProcessHandle.allProcesses()
        .filter(it -> it.info().arguments().map(List::of).orElse(List.of()).contains(script + ""))
        .forEach(it -> found.add(it.pid()));
    return found;
  }

  @Test
  void aSocketThatCannotBeHadBackIsRenewedBesideTheOldOne() throws Exception {
    startUnderLoad(1, Duration.ofMillis(100));
    load.close();
    int before = daemon.row("web").pid();
    daemon.kill9();
    daemon.launch(DaemonMain.NO_SOCKETS);
    assertTrue(daemon.log().contains("cannot get socket '127.0.0.1:" + port), daemon.log());
    Outcome outcome = reload();
    assertTrue(outcome.ok(), outcome.problems().toString());
    assertNotEquals(before, daemon.row("web").pid());
    load = new Load(port, 4);
    load.awaitMore(20);
    load.close();
    assertEquals(List.of(), load.failures());
  }

  @Test
  void anUpdateOfTheSupervisorKeepsTheSocketsAlsoWhenNoProcessHasThem() throws Exception {
    daemon.start(web(1, Duration.ofMillis(100)));
    daemon.client.stop(WEB, SupervisorClient.QUIET);
    daemon.client.update(TestDaemon.program(), "");
    try (Socket waits = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
      daemon.client.restart(WEB, SupervisorClient.QUIET);
      waits.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      byte[] answer = waits.getInputStream().readAllBytes();
      assertTrue(new String(answer, StandardCharsets.UTF_8).startsWith("HTTP/1.0 200"));
    }
  }

  /** It has its socket, its word that it is ready and the message that ends it by descriptors side by side. */
  @Test
  void aNodeAppIsReloadedByItsWordAndEndedByAMessageAlsoUnderOtherSupervisors() throws Exception {
    TestDaemon.needs(Capability.CHANNELS);
    Path signalled = folder.resolve("signalled");
    Files.writeString(
        script,
        "process.on('SIGINT', () => { require('fs').writeFileSync('"
            + signalled
            + "', ''); process.exit(1); });"
            + "const server = require('net').createServer(client => {"
            + "  client.on('error', () => {});"
            + "  client.once('data', () => { const body = process.pid + '\\n';"
            + "    client.end('HTTP/1.0 200 OK\\r\\nContent-Length: ' + body.length"
            + "      + '\\r\\n\\r\\n' + body); }); });"
            + "process.on('message', m => m === 'shutdown' && server.close(() => process.exit(0)));"
            + "server.listen({fd: 3}, () => setTimeout(() => process.send('ready'), 100));");
    StopPolicy byMessage = new StopPolicy(StopSignal.SIGINT, Duration.ofSeconds(10), true, true);
    AppSpec app = TestDaemon.with(web(2, Duration.ofMillis(200)), byMessage);
    AppSpec plain =
        daemon.app("web", TestDaemon.needs("node").toString(), List.of(script.toString()));
    Outcome started =
        daemon.start(
            app.withLaunch(plain.launch())
                .withListen(web(1, Duration.ZERO).listen())
                .withReady(ReadyPolicy.AT_ONCE.waiting())
                .withListenTimeout(Duration.ofSeconds(20)));
    assertTrue(started.ok(), started.problems().toString());
    putUnderLoad();
    for (int i = 0; i < 4; i++) {
      Outcome outcome = reload();
      assertTrue(outcome.ok(), outcome.problems().toString());
      load.awaitAll(pids());
      if (i == 1) {
        daemon.client.update(TestDaemon.program(), "");
      } else if (i == 2) {
        daemon.kill9();
        daemon.launch();
      }
    }
    load.close();
    assertEquals(List.of(), load.failures());
    assertFalse(Files.exists(signalled), daemon.log());
    assertFalse(daemon.log().contains("SIGKILL"), daemon.log());
    assertFalse(daemon.log().contains("listen_timeout"), daemon.log());
  }
}

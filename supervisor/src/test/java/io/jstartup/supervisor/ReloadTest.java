package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.exec.EnvironmentChange;
import io.jstartup.model.listen.ListenAddress;
import io.jstartup.model.ready.ReadyPolicy;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server is replaced by a new process of it while clients come and go. */
@Timeout(120)
class ReloadTest extends ReloadedServer {
  /** A new version that fails does so within that, however slowly it starts. */
  private static final Duration LONG = Duration.ofSeconds(30);

  /** By sd_notify(3). */
  private static final String SAYS_READY =
      "__import__('socket').socket(1, 2).sendto(b'READY=1', os.environ['NOTIFY_SOCKET']"
          + ".replace('@', chr(0), 1))";

  @Test
  void losesNoRequestOver10Reloads() throws Exception {
    startUnderLoad(2, Duration.ofMillis(100));
    List<Integer> before = pids();
    for (int i = 0; i < 10; i++) {
      Outcome outcome = reload();
      assertTrue(outcome.ok(), outcome.problems().toString());
      assertEquals(List.of(0, 1), daemon.client.list().stream().map(ProcessRow::id).toList());
      assertTrue(pids().stream().noneMatch(before::contains));
      before = pids();
    }
    load.awaitMore(20);
    load.close();
    assertEquals(List.of(), load.failures());
    assertEquals(10, daemon.row("web").restarts());
  }

  @Test
  void aNewVersionThatFailsAtItsStartLeavesTheOldOne() throws Exception {
    startUnderLoad(2, LONG);
    List<Integer> before = pids();
    version("raise SystemExit('no such table')");
    Outcome outcome = reload();
    assertFalse(outcome.ok());
    String why = outcome.problems().get(0).message();
    assertTrue(why.contains("exited with 1") && why.contains("no such table"), why);
    assertEquals(before, pids());
    load.awaitMore(20);
    load.close();
    assertEquals(List.of(), load.failures());
  }

  @Test
  void aNewVersionThatEndsAfterHalfASecondLeavesTheOldOne() throws Exception {
    startUnderLoad(1, LONG);
    List<Integer> before = pids();
    version("import threading, os\nthreading.Timer(0.5, lambda: os._exit(3)).start()");
    Outcome outcome = reload();
    assertTrue(outcome.problems().get(0).message().contains("3"), outcome.problems().toString());
    assertEquals(before, pids());
    load.awaitMore(20);
    load.close();
    // the one request that it had accepted when it ended
    assertTrue(load.failures().size() <= 1, load.failures().toString());
  }

  @Test
  void aNewVersionThatIsNeverReadyLeavesTheOldOne() throws Exception {
    version("import os; os.environ['PATH']; ready = " + SAYS_READY);
    AppSpec app = web(1, Duration.ofMillis(100));
    Outcome started = daemon.start(app.withReady(ReadyPolicy.AT_ONCE.waiting()));
    assertTrue(started.ok(), started.problems().toString());
    putUnderLoad();
    assertTrue(reload().ok());
    List<Integer> before = pids();
    version("import time; time.sleep(1000)");
    Outcome outcome = reload();
    String why = outcome.problems().toString();
    assertTrue(why.contains("not ready within its listen_timeout"), why);
    assertEquals(before, pids());
    load.awaitMore(20);
    load.close();
    assertEquals(List.of(), load.failures());
  }

  @Test
  void aNewVersionGetsTheTimeThatItAsksFor() throws Exception {
    String says = "import os, time; ready = " + SAYS_READY;
    version(says);
    AppSpec app = web(1, Duration.ofMillis(100)).withReady(ReadyPolicy.AT_ONCE.waiting());
    daemon.start(app.withListenTimeout(Duration.ofMillis(2000)));
    int before = daemon.row("web").pid();
    String asks = says.replace("READY=1", "EXTEND_TIMEOUT_USEC=20000000");
    version(asks + "; time.sleep(2.5); ready = " + SAYS_READY);
    Outcome outcome = reload();
    assertTrue(outcome.ok(), outcome.problems().toString());
    assertNotEquals(before, daemon.row("web").pid());
  }

  @Test
  void anInstanceThatIsNotReadyAfterItsRestartKeepsTheOthersFromTheirs() throws Exception {
    AppSpec app = daemon.shell("web", "exec sleep 1000").withInstances(2);
    app = TestDaemon.with(app, settledAfter(Duration.ofMillis(100)));
    daemon.start(
        app.withReady(ReadyPolicy.AT_ONCE.waiting()).withListenTimeout(Duration.ofMillis(300)));
    List<Integer> before = pids();
    Outcome outcome = reload();
    String why = outcome.problems().toString();
    assertTrue(why.contains("not ready within its listen_timeout of 300 ms"), why);
    assertNotEquals(before.get(0), pids().get(0));
    assertEquals(before.get(1), pids().get(1));
    assertTrue(daemon.client.list().stream().allMatch(row -> row.status().equals("online")));
  }

  @Test
  void oneThatDoesNotRunIsStartedAndThatIsSaid() throws Exception {
    AppSpec app = daemon.shell("web", "exec sleep 1000");
    daemon.start(app.withListen(List.of(new ListenAddress("127.0.0.1:" + port, "http"))));
    daemon.client.stop(WEB, SupervisorClient.QUIET);
    Outcome outcome = reload();
    assertTrue(outcome.ok(), outcome.problems().toString());
    assertEquals(
        List.of("app 'web' was not running: it was started, not reloaded"), outcome.notes());
    assertEquals("online", daemon.row("web").status());
  }

  @Test
  void anAppWithoutSocketsIsRestartedAndThatIsSaid() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    int before = daemon.row("web").pid();
    Outcome outcome = reload();
    assertTrue(outcome.ok(), outcome.problems().toString());
    assertTrue(outcome.notes().get(0).endsWith("restarted, not reloaded"), outcome.notes().get(0));
    assertNotEquals(before, daemon.row("web").pid());
  }

  @Test
  void ofANodeAppInForkModeItSaysHowItWouldBeReloaded() throws Exception {
    Path node = Files.createSymbolicLink(folder.resolve("node"), Path.of("/bin/sleep"));
    daemon.start(daemon.app("web", node.toString(), List.of("1000")));
    Outcome outcome = reload();
    assertTrue(outcome.ok(), outcome.problems().toString());
    assertTrue(outcome.notes().get(0).contains("-i 1"), outcome.notes().get(0));
  }

  @Test
  void whatUsesTooMuchMemoryIsReloaded() throws Exception {
    version("hog = ' ' * (60 << 20)");
    RestartPolicy policy = settledAfter(Duration.ofMillis(100));
    AppSpec app =
        TestDaemon.with(web(1, Duration.ofMillis(100)), policy.restartedBy(40L << 20, ""));
    daemon.start(app.withListen(web(1, Duration.ZERO).listen()));
    load = new Load(port, 4);
    load.awaitMore(20);
    version("");
    Await.until("it has been reloaded", () -> daemon.row("web").restarts() == 1);
    load.awaitMore(20);
    load.close();
    assertEquals(List.of(), load.failures());
  }

  @Test
  void instancesWithoutSocketsAreRestartedOneAfterAnotherUntilOneFails() throws Exception {
    Path bad = folder.resolve("bad");
    AppSpec app = daemon.shell("web", "[ ! -e " + bad + " ] || exit 5; exec sleep 1000");
    RestartPolicy policy = settledAfter(Duration.ofMillis(200));
    daemon.start(TestDaemon.with(app, policy).withInstances(3));
    List<Integer> before = pids();
    assertTrue(reload().ok());
    assertTrue(pids().stream().noneMatch(before::contains));
    before = pids();
    Files.createFile(bad);
    AppSpec patient = TestDaemon.with(app, settledAfter(LONG)).withInstances(3);
    assertFalse(daemon.client.reload(List.of(patient), 1, false, SupervisorClient.QUIET).ok());
    assertEquals(before.subList(1, 3), pids().subList(1, 3));
  }

  @Test
  void aDeletedAppNoLongerListens() throws Exception {
    daemon.start(web(1, Duration.ofMillis(100)));
    daemon.client.delete(WEB, SupervisorClient.QUIET);
    new ServerSocket(port).close();
  }

  @Test
  void anAddressThatIsInUseIsSaidWithItsHolder() throws Exception {
    try (ServerSocket other = new ServerSocket(port)) {
      Outcome outcome = daemon.start(web(1, Duration.ofMillis(100)));
      String why = outcome.problems().toString();
      assertTrue(why.contains("in use, by pid " + ProcessHandle.current().pid()), why);
      assertTrue(other.isBound());
    }
  }

  @Test
  void theVariablesOfAReloadAreTheNewProcessesOnly() throws Exception {
    daemon.start(web(1, Duration.ofMillis(100)));
    EnvironmentChange change =
        new EnvironmentChange(
            Optional.of(Map.of("PATH", TestDaemon.ENV.get("PATH"), "COLOUR", "blue")),
            Optional.empty());
    Outcome outcome = daemon.client.reload(WEB, change, 1, false, SupervisorClient.QUIET);
    assertTrue(outcome.ok(), outcome.problems().toString());
    String environment = Files.readString(Path.of("/proc/" + daemon.row("web").pid() + "/environ"));
    assertTrue(environment.contains("COLOUR=blue\0"), environment);
  }
}

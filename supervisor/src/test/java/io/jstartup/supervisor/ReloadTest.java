package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.model.exec.EnvironmentChange;
import io.jstartup.model.listen.ListenAddress;
import io.jstartup.model.ready.ReadyPolicy;
import io.jstartup.platforms.os.Capability;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server is replaced by a new process of it while clients come and go. */
@Timeout(120)
class ReloadTest {
  private static final List<String> WEB = List.of("web");

  /** By sd_notify(3). */
  private static final String SAYS_READY =
      "__import__('socket').socket(1, 2).sendto(b'READY=1', os.environ['NOTIFY_SOCKET']"
          + ".replace('@', chr(0), 1))";

  @TempDir Path folder;
  private TestDaemon daemon;
  private Path script;
  private int port;
  private Load load;

  @BeforeEach
  void startDaemon() throws Exception {
    TestDaemon.needs(Capability.SOCKETS);
    daemon = new TestDaemon(folder).launch();
    script = folder.resolve("server.py");
    version("");
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
  }

  @AfterEach
  void end() throws Exception {
    if (load != null) {
      load.close();
    }
    if (daemon != null) {
      daemon.close();
    }
  }

  /** The server, after these lines of Python. */
  private void version(String first) throws IOException {
    try (var server = ReloadTest.class.getResourceAsStream("/server.py")) {
      Files.writeString(
          script, first + "\n" + new String(server.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private AppSpec web(int instances, Duration minUptime) {
    RestartPolicy usual = RestartPolicy.DEFAULT;
    RestartPolicy policy =
        new RestartPolicy(
            true, usual.maxRestarts(), minUptime, usual.delay(), usual.initialBackoff(), Set.of());
    AppSpec app = daemon.app("web", "/usr/bin/env", List.of("python3", "-S", script.toString()));
    return TestDaemon.with(app, policy)
        .withInstances(instances)
        .withListen(List.of(new ListenAddress("127.0.0.1:" + port, "http")));
  }

  private void startUnderLoad(int instances, Duration minUptime) throws Exception {
    Outcome outcome = daemon.start(web(instances, minUptime));
    assertTrue(outcome.ok(), outcome.problems().toString());
    load = new Load(port, 4);
    load.awaitAll(pids()); // from now on each has read the script that it was started with
  }

  private Outcome reload(String... targets) {
    return daemon.client.reload(
        List.of(targets), EnvironmentChange.NONE, 1, false, SupervisorClient.QUIET);
  }

  private List<Integer> pids() {
    return daemon.client.list().stream().map(ProcessRow::pid).toList();
  }

  @Test
  void losesNoRequestOver10Reloads() throws Exception {
    startUnderLoad(2, Duration.ofMillis(100));
    List<Integer> before = pids();
    for (int i = 0; i < 10; i++) {
      Outcome outcome = reload("web");
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
    startUnderLoad(2, Duration.ofMillis(300));
    List<Integer> before = pids();
    version("raise SystemExit('no such table')");
    Outcome outcome = reload("web");
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
    startUnderLoad(1, Duration.ofMillis(1500));
    List<Integer> before = pids();
    version("import threading, os\nthreading.Timer(0.5, lambda: os._exit(3)).start()");
    Outcome outcome = reload("web");
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
    load = new Load(port, 4);
    load.awaitAll(pids());
    assertTrue(reload("web").ok());
    List<Integer> before = pids();
    version("import time; time.sleep(1000)");
    Outcome outcome = reload("web");
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
    daemon.start(app.withListenTimeout(Duration.ofMillis(900)));
    int before = daemon.row("web").pid();
    String asks = says.replace("READY=1", "EXTEND_TIMEOUT_USEC=20000000");
    version(asks + "; time.sleep(1.5); ready = " + SAYS_READY);
    Outcome outcome = reload("web");
    assertTrue(outcome.ok(), outcome.problems().toString());
    assertNotEquals(before, daemon.row("web").pid());
  }

  @Test
  void anInstanceThatIsNotReadyAfterItsRestartKeepsTheOthersFromTheirs() throws Exception {
    AppSpec app = daemon.shell("web", "exec sleep 1000").withInstances(2);
    app = TestDaemon.with(app, limited(web(1, Duration.ofMillis(100)).restart(), 0));
    daemon.start(
        app.withReady(ReadyPolicy.AT_ONCE.waiting()).withListenTimeout(Duration.ofMillis(300)));
    List<Integer> before = pids();
    Outcome outcome = reload("web");
    String why = outcome.problems().toString();
    assertTrue(why.contains("not ready within its listen_timeout of 300 ms"), why);
    assertNotEquals(before.get(0), pids().get(0));
    assertEquals(before.get(1), pids().get(1));
    assertTrue(daemon.client.list().stream().allMatch(row -> row.status().equals("online")));
  }

  @Test
  void aSecondReloadOfTheAppIsRefusedUnlessForced() throws Exception {
    daemon.start(web(1, Duration.ofSeconds(20)));
    int before = daemon.row("web").pid();
    try (SupervisorClient other = SupervisorClient.connect(daemon.home.socket()).orElseThrow()) {
      CompletableFuture<Outcome> first =
          CompletableFuture.supplyAsync(
              () -> other.reload(WEB, EnvironmentChange.NONE, 1, false, SupervisorClient.QUIET));
      Await.until("it has begun", () -> daemon.client.list().size() == 2);
      Outcome second = reload("web");
      assertTrue(second.problems().get(0).message().contains("already"), second.toString());
      version("raise SystemExit(9)");
      Outcome forced =
          daemon.client.reload(WEB, EnvironmentChange.NONE, 1, true, SupervisorClient.QUIET);
      assertFalse(forced.ok());
      String why = first.get().problems().toString();
      assertTrue(why.contains("another reload has taken its place"), why);
    }
    assertEquals(List.of(before), pids());
  }

  /** Two instances, the first of them replaced already, and its old process deaf to its signal. */
  private CompletableFuture<Outcome> reloadUntilAnOldOneIsStopping(SupervisorClient other)
      throws Exception {
    AppSpec app =
        daemon
            .shell("web", "trap '' INT; exec sleep 1000")
            .withInstances(2)
            .withListen(List.of(ListenAddress.of("127.0.0.1:" + port)));
    app = TestDaemon.with(app, web(1, Duration.ofMillis(100)).restart());
    daemon.start(
        TestDaemon.with(app, new StopPolicy(StopSignal.SIGINT, Duration.ofMillis(2000), true)));
    CompletableFuture<Outcome> reload =
        CompletableFuture.supplyAsync(
            () -> other.reload(WEB, EnvironmentChange.NONE, 1, false, SupervisorClient.QUIET));
    Await.until("an old one is being stopped", () -> statuses().contains("stopping"));
    return reload;
  }

  private List<String> statuses() {
    return daemon.client.list().stream().map(ProcessRow::status).toList();
  }

  @Test
  void aRestartMeanwhileDoesNotBringBackWhatWasReplaced() throws Exception {
    try (SupervisorClient other = SupervisorClient.connect(daemon.home.socket()).orElseThrow()) {
      CompletableFuture<Outcome> reload = reloadUntilAnOldOneIsStopping(other);
      daemon.client.restart(WEB, SupervisorClient.QUIET);
      reload.get();
    }
    assertEquals(List.of("online", "online"), statuses());
  }

  @Test
  void aStopMeanwhileIsNotUndoneByTheInstancesThatWaitForTheirTurn() throws Exception {
    try (SupervisorClient other = SupervisorClient.connect(daemon.home.socket()).orElseThrow()) {
      CompletableFuture<Outcome> reload = reloadUntilAnOldOneIsStopping(other);
      daemon.client.stop(WEB, SupervisorClient.QUIET);
      String why = reload.get().problems().toString();
      assertTrue(why.contains("it was stopped meanwhile"), why);
    }
    assertEquals(List.of("stopped", "stopped"), statuses());
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
    AppSpec plain = daemon.app("web", node().toString(), List.of(script.toString()));
    Outcome started =
        daemon.start(
            app.withLaunch(plain.launch())
                .withListen(web(1, Duration.ZERO).listen())
                .withReady(ReadyPolicy.AT_ONCE.waiting())
                .withListenTimeout(Duration.ofSeconds(20)));
    assertTrue(started.ok(), started.problems().toString());
    load = new Load(port, 4);
    load.awaitAll(pids());
    for (int i = 0; i < 4; i++) {
      Outcome outcome = reload("web");
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

  private static Path node() {
    for (String entry : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(entry, "node"))) {
        return Path.of(entry, "node");
      }
    }
    return Assumptions.abort("there is no node");
  }

  @Test
  void oneThatDoesNotRunIsStartedAndThatIsSaid() throws Exception {
    AppSpec app = daemon.shell("web", "exec sleep 1000");
    daemon.start(app.withListen(List.of(new ListenAddress("127.0.0.1:" + port, "http"))));
    daemon.client.stop(WEB, SupervisorClient.QUIET);
    Outcome outcome = reload("web");
    assertTrue(outcome.ok(), outcome.problems().toString());
    assertEquals(
        List.of("app 'web' was not running: it was started, not reloaded"), outcome.notes());
    assertEquals("online", daemon.row("web").status());
  }

  @Test
  void anAppWithoutSocketsIsRestartedAndThatIsSaid() throws Exception {
    daemon.start(daemon.shell("web", "exec sleep 1000"));
    int before = daemon.row("web").pid();
    Outcome outcome = reload("web");
    assertTrue(outcome.ok(), outcome.problems().toString());
    assertTrue(outcome.notes().get(0).contains("restarted"), outcome.notes().toString());
    assertNotEquals(before, daemon.row("web").pid());
  }

  @Test
  void theSuccessorOfAKilledSupervisorHasTheSocketsAndLosesNoRequest() throws Exception {
    startUnderLoad(2, Duration.ofMillis(100));
    daemon.kill9();
    daemon.launch();
    List<Integer> before = pids();
    Outcome outcome = reload("web");
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
      SupervisorClient other = SupervisorClient.connect(daemon.home.socket()).orElseThrow();
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
    Outcome outcome = reload("web");
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
    try (java.net.Socket waits =
        new java.net.Socket(java.net.InetAddress.getByName("127.0.0.1"), port)) {
      daemon.client.restart(WEB, SupervisorClient.QUIET);
      waits.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      byte[] answer = waits.getInputStream().readAllBytes();
      assertTrue(new String(answer, StandardCharsets.UTF_8).startsWith("HTTP/1.0 200"));
    }
  }

  @Test
  void whatUsesTooMuchMemoryIsReloaded() throws Exception {
    version("hog = ' ' * (60 << 20)");
    RestartPolicy policy = web(1, Duration.ofMillis(100)).restart();
    AppSpec app = TestDaemon.with(web(1, Duration.ofMillis(100)), limited(policy, 40L << 20));
    daemon.start(app.withListen(web(1, Duration.ZERO).listen()));
    load = new Load(port, 4);
    load.awaitMore(20);
    version("");
    Await.until("it has been reloaded", () -> daemon.row("web").restarts() == 1);
    load.awaitMore(20);
    load.close();
    assertEquals(List.of(), load.failures());
  }

  private static RestartPolicy limited(RestartPolicy policy, long bytes) {
    return new RestartPolicy(
        policy.autorestart(),
        policy.maxRestarts(),
        policy.minUptime(),
        policy.delay(),
        policy.initialBackoff(),
        policy.stopExitCodes(),
        policy.crashLoop(),
        bytes,
        policy.cron());
  }

  @Test
  void instancesWithoutSocketsAreRestartedOneAfterAnotherUntilOneFails() throws Exception {
    Path bad = folder.resolve("bad");
    AppSpec app = daemon.shell("web", "[ ! -e " + bad + " ] || exit 5; exec sleep 1000");
    RestartPolicy policy = limited(web(1, Duration.ofMillis(200)).restart(), 0);
    daemon.start(TestDaemon.with(app, policy).withInstances(3));
    List<Integer> before = pids();
    assertTrue(reload("web").ok());
    assertTrue(pids().stream().noneMatch(before::contains));
    before = pids();
    Files.createFile(bad);
    assertFalse(reload("web").ok());
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
            java.util.Optional.of(Map.of("PATH", TestDaemon.ENV.get("PATH"), "COLOUR", "blue")),
            java.util.Optional.empty());
    Outcome outcome = daemon.client.reload(WEB, change, 1, false, SupervisorClient.QUIET);
    assertTrue(outcome.ok(), outcome.problems().toString());
    String environment = Files.readString(Path.of("/proc/" + daemon.row("web").pid() + "/environ"));
    assertTrue(environment.contains("COLOUR=blue\0"), environment);
  }
}

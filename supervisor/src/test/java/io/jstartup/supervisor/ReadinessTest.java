package io.jstartup.supervisor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.io.PrivateFolder;
import io.jstartup.model.AppSpec;
import io.jstartup.model.Launch;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.model.exec.Execution;
import io.jstartup.model.exec.RunAs;
import io.jstartup.model.ready.ReadyPolicy;
import io.jstartup.platforms.os.Capability;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.StartMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadinessTest {
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

  private static AppSpec waiting(AppSpec app, int listenTimeout) {
    return app.withReady(ReadyPolicy.AT_ONCE.waiting())
        .withListenTimeout(Duration.ofMillis(listenTimeout));
  }

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
    Thread starting =
        new Thread(
            () -> {
              try {
                daemon.start(waiting(daemon.shell("slow", "exec sleep 1000"), 3000));
              } catch (RuntimeException e) {
                return; // the supervisor dies under it
              }
            });
    starting.start();
    TestDaemon other = new TestDaemon(folder);
    other.launch();
    Await.until("it runs", () -> !other.client.list().isEmpty() && other.row("slow").pid() != 0);
    assertEquals("launching", other.row("slow").status());
    int pid = other.row("slow").pid();
    other.kill9();
    starting.join();
    daemon.launch();
    assertEquals("launching", daemon.row("slow").status());
    assertEquals(pid, daemon.row("slow").pid());
    Await.until("it is online", () -> daemon.row("slow").status().equals("online"));
    long uptime = daemon.row("slow").uptimeMillis();
    assertTrue(uptime < 4000, "the wait began anew: " + uptime + " ms");
  }

  private static final String PYTHON_NOTIFY =
      "import os, socket, time, sys\n"
          + "s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)\n"
          + "a = os.environ['NOTIFY_SOCKET']\n"
          + "a = '\\0' + a[1:] if a[0] == '@' else a\n"
          + "def tell(text): s.sendto(text.encode(), a)\n";

  private AppSpec python(String name, String script) {
    return daemon.app(name, "/usr/bin/env", List.of("python3", "-c", PYTHON_NOTIFY + script));
  }

  private AppSpec node(String name, String script) throws Exception {
    Path file = folder.resolve(name + ".js");
    Files.writeString(file, script);
    Path node = onPath("node");
    AppSpec plain = daemon.app(name, file.toString(), List.of());
    return plain.withLaunch(
        new Launch(
            file.toString(),
            List.of(),
            node.toString(),
            List.of(),
            folder.toString(),
            plain.launch().env()));
  }

  private static Path onPath(String program) {
    for (String entry : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(entry, program))) {
        return Path.of(entry, program);
      }
    }
    return Assumptions.abort("there is no " + program);
  }

  private long startMillis(AppSpec app) {
    long from = System.nanoTime();
    Outcome outcome = daemon.start(app);
    assertTrue(outcome.ok(), outcome.problems().toString());
    assertEquals("online", daemon.row(app.name()).status());
    return (System.nanoTime() - from) / 1_000_000;
  }

  @Test
  void waitsForTheNotificationOfAnyLanguage() throws Exception {
    TestDaemon.needs(Capability.SENDERS);
    String script = "time.sleep(0.3); tell('STATUS=warm\\nREADY=1'); time.sleep(1000)";
    long took = startMillis(waiting(python("py", script), 20_000));
    assertTrue(took >= 290 && took < 10_000, took + " ms");
    assertFalse(daemon.log().contains("listen_timeout"), daemon.log());
    assertEquals("warm", daemon.client.describe(List.of("py")).instances().get(0).says());
    daemon.client.kill(SupervisorClient.QUIET);
    assertEquals(0, daemon.home.notifySockets().toFile().list().length);
  }

  @Test
  void believesTheAppsOwnProcessesAndNoStranger() throws Exception {
    TestDaemon.needs(Capability.SENDERS);
    AppSpec app =
        waiting(
            daemon.shell(
                "tree",
                "echo \"$NOTIFY_SOCKET\" > address; until [ -e go ]; do sleep 0.02; done;"
                    + " systemd-notify --ready --status=up; echo $? > told; exec sleep 1000"),
            20_000);
    onPath("systemd-notify");
    Thread starting = new Thread(() -> daemon.start(app));
    TestDaemon other = new TestDaemon(folder).launch();
    starting.start();
    Path home = daemon.home.home();
    Await.until(
        "it runs",
        () -> Files.exists(home.resolve("address")) && Files.size(home.resolve("address")) > 1);
    String address = Files.readString(home.resolve("address")).trim();
    OperatingSystems.current().sendDatagram(address, "READY=1".getBytes(UTF_8));
    Await.until("the stranger is noticed", () -> other.log().contains("not one of its own"));
    assertEquals("launching", other.row("tree").status());
    Files.createFile(home.resolve("go"));
    starting.join();
    assertEquals("online", other.row("tree").status());
    Await.until(
        "the barrier was lifted",
        () -> Files.exists(home.resolve("told")) && Files.size(home.resolve("told")) > 0);
    assertEquals("0", Files.readString(home.resolve("told")).trim());
    other.client.close();
  }

  @Test
  void restartsOneWhoseWatchdogIsNotFed() throws Exception {
    TestDaemon.needs(Capability.SENDERS);
    String script =
        "assert os.environ['WATCHDOG_USEC'] == '300000'\n"
            + "for i in range(5): tell('WATCHDOG=1'); time.sleep(0.15)\n"
            + "open('fed', 'w'); time.sleep(1000)";
    ReadyPolicy policy =
        new ReadyPolicy(false, false, Duration.ofMillis(300), Optional.empty(), Optional.empty());
    daemon.start(python("dog", script).withReady(policy));
    Await.until("it was fed", () -> Files.exists(daemon.home.home().resolve("fed")));
    assertEquals(0, daemon.row("dog").restarts());
    Await.until("it was restarted", () -> daemon.row("dog").restarts() > 0);
    assertTrue(daemon.log().contains("no WATCHDOG=1 for 300 ms"), daemon.log());
  }

  @Test
  void followsTheMainProcessThatTheAppNames() throws Exception {
    TestDaemon.needs(Capability.SENDERS);
    String script =
        "pid = os.fork()\n"
            + "if pid == 0: time.sleep(1000)\n"
            + "tell('MAINPID=%d\\nREADY=1' % pid); time.sleep(0.3)";
    startMillis(waiting(python("forks", script), 20_000));
    int pid = daemon.row("forks").pid();
    Await.until(
        "its first process is gone",
        () -> Files.readString(Path.of("/proc/" + pid + "/stat")).split(" ")[3].length() > 0);
    assertTrue(daemon.log().contains("its main process is pid " + pid), daemon.log());
    Await.until(
        "that is the orphan",
        () -> OperatingSystems.current().session(pid).isEmpty() && TestDaemon.alive(pid));
    assertEquals(0, daemon.row("forks").restarts());
    assertEquals("online", daemon.row("forks").status());
  }

  @Test
  void givesAStopTheTimeThatTheAppAsksFor() throws Exception {
    TestDaemon.needs(Capability.SENDERS);
    String script =
        "import signal\n"
            + "def stop(*a):\n"
            + "  tell('STOPPING=1\\nEXTEND_TIMEOUT_USEC=10000000')\n"
            + "  time.sleep(0.8); open('done', 'w'); sys.exit(0)\n"
            + "signal.signal(signal.SIGINT, stop); tell('READY=1')\n"
            + "while True: time.sleep(1000)";
    AppSpec app = waiting(python("slow", script), 20_000);
    StopPolicy brief = new StopPolicy(StopSignal.SIGINT, Duration.ofMillis(300), true);
    startMillis(TestDaemon.with(app, brief));
    assertTrue(daemon.client.stop(List.of("slow"), SupervisorClient.QUIET).ok());
    assertTrue(Files.exists(daemon.home.home().resolve("done")), daemon.log());
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
  void leavesNoSocketOfAStoppedAppWhenTheSupervisorIsReplaced() throws Exception {
    TestDaemon.needs(Capability.SENDERS);
    startMillis(waiting(python("py", "tell('READY=1'); time.sleep(1000)"), 20_000));
    daemon.client.stop(List.of("py"), SupervisorClient.QUIET);
    assertEquals(1, daemon.home.notifySockets().toFile().list().length);
    daemon.client.update(TestDaemon.program(), "");
    assertEquals(0, daemon.home.notifySockets().toFile().list().length);
    daemon.client.restart(List.of("py"), SupervisorClient.QUIET);
    assertEquals("online", daemon.row("py").status());
    assertFalse(daemon.log().contains("listen_timeout"), daemon.log());
  }

  /** Its address is another one then. */
  @Test
  void goesOnHearingAnAppThatBecomesAnotherUsers() throws Exception {
    TestDaemon.needs(Capability.SENDERS);
    Assumptions.assumeTrue(PrivateFolder.callerUid() == 0, "only root can run it as another user");
    AppSpec plain = python("py", "tell('READY=1'); time.sleep(1000)");
    Launch launch = plain.launch();
    AppSpec app =
        waiting(plain, 20_000)
            .withLaunch(
                new Launch(
                    launch.executable(), launch.args(), "none", List.of(), "/", launch.env()));
    startMillis(app);
    RunAs www = new RunAs(33, 33, List.of(33), "www-data");
    Execution none = Execution.INHERITED;
    Execution execution =
        new Execution(
            Optional.of(www), none.umask(), none.nice(), none.limits(), none.environment());
    for (AppSpec next : List.of(app.withExecution(execution), app, app.withExecution(execution))) {
      Outcome outcome = daemon.client.start(List.of(next), StartMode.FILE, SupervisorClient.QUIET);
      assertTrue(outcome.ok(), outcome.problems().toString());
      daemon.client.update(TestDaemon.program(), "");
    }
    assertEquals("online", daemon.row("py").status());
    assertFalse(daemon.log().contains("listen_timeout"), daemon.log());
    assertFalse(daemon.log().contains("not one of its own"), daemon.log());
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
  void losesNoNotificationWhileTheSupervisorIsReplaced() throws Exception {
    TestDaemon.needs(Capability.SENDERS);
    String script =
        "tell('READY=1')\n"
            + "n = 0\n"
            + "while not os.path.exists('stop'): n += 1; tell('STATUS=%d' % n); time.sleep(0.01)\n"
            + "open('last', 'w').write(str(n)); open('done', 'w'); time.sleep(1000)";
    startMillis(waiting(python("py", script), 20_000));
    daemon.client.update(TestDaemon.program(), "");
    Path home = daemon.home.home();
    Files.createFile(home.resolve("stop"));
    Await.until("it sent them all", () -> Files.exists(home.resolve("done")));
    String last = Files.readString(home.resolve("last"));
    Await.until(
        "the last is heard",
        () -> daemon.client.describe(List.of("py")).instances().get(0).says().equals(last));
    assertEquals(0, daemon.row("py").restarts());
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

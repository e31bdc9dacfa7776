package io.jstartup.supervisor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.io.CallerIds;
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
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What apps of any language tell by sd_notify(3). */
class NotificationTest extends TellingApps {
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
    TestDaemon.needs("systemd-notify");
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
        "assert os.environ['WATCHDOG_USEC'] == '1000000'\n"
            + "begin = time.monotonic()\n"
            + "while not os.path.exists('starve'):\n"
            + "  tell('WATCHDOG=1'); time.sleep(0.02)\n"
            + "  if time.monotonic() - begin > 1.1: open('fed', 'w')\n"
            + "time.sleep(1000)";
    ReadyPolicy policy =
        new ReadyPolicy(false, false, Duration.ofMillis(1000), Optional.empty(), Optional.empty());
    daemon.start(python("dog", script).withReady(policy));
    Await.until("it was fed", () -> Files.exists(daemon.home.home().resolve("fed")));
    assertEquals(0, daemon.row("dog").restarts());
    Files.createFile(daemon.home.home().resolve("starve"));
    Await.until("it was restarted", () -> daemon.row("dog").restarts() > 0);
    assertTrue(daemon.log().contains("no WATCHDOG=1 for 1000 ms"), daemon.log());
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
            + "  time.sleep(1.5); open('done', 'w'); sys.exit(0)\n"
            + "signal.signal(signal.SIGINT, stop); tell('READY=1')\n"
            + "while True: time.sleep(1000)";
    AppSpec app = waiting(python("slow", script), 20_000);
    StopPolicy brief = new StopPolicy(StopSignal.SIGINT, Duration.ofMillis(1000), true);
    startMillis(TestDaemon.with(app, brief));
    assertTrue(daemon.client.stop(List.of("slow"), SupervisorClient.QUIET).ok());
    assertTrue(Files.exists(daemon.home.home().resolve("done")), daemon.log());
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
    Assumptions.assumeTrue(CallerIds.uid() == 0, "only root can run it as another user");
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
}

package io.jstartup.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.model.AppSpec;
import io.jstartup.model.LogFiles;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.Progress;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import io.jstartup.supervisor.control.StartMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class DaemonTest extends WithDaemon {
  private static final List<String> ALL = List.of("all");

  @Test
  void staysInNoFolderOfItsStarter() throws Exception {
    Path cwd = Path.of("/proc/" + daemon.client.ping().pid() + "/cwd");
    assertEquals(daemon.home.home().toRealPath(), Files.readSymbolicLink(cwd));
  }

  @Test
  void tellsTheClientThatEndsItEverythingThoughItReadsSlowly() {
    for (int i = 0; i < 400; i++) {
      daemon.start(daemon.shell("app" + i, "exec sleep 1000"));
    }
    List<Progress> told = new ArrayList<>();
    daemon.client.kill(
        progress -> {
          if (told.isEmpty()) {
            LockSupport.parkNanos(
                Duration.ofSeconds(1).toNanos()); // what is told meanwhile piles up
          }
          told.add(progress);
        });
    assertTrue(told.size() >= 400, told.size() + " of 400 apps");
  }

  @Test
  void stopsGracefullyAndTheHandlerFinishes() throws Exception {
    Path done = folder.resolve("done");
    daemon.start(graceful("web", "sleep 0.2; : > " + done));
    awaitHearing("web");
    int pid = daemon.row("web").pid();
    Outcome outcome = daemon.client.stop(List.of("web"), SupervisorClient.QUIET);
    assertTrue(outcome.ok(), outcome.problems().toString());
    assertEquals("stopped", daemon.row("web").status());
    assertTrue(Files.exists(done));
    assertFalse(TestDaemon.alive(pid));
  }

  @Test
  void killsWhatIgnoresItsSignalAfterItsTimeout() throws Exception {
    startDeaf(Duration.ofMillis(300));
    long from = System.nanoTime();
    assertTrue(daemon.client.stop(ALL, SupervisorClient.QUIET).ok());
    long took = (System.nanoTime() - from) / 1_000_000;
    assertTrue(took >= 290, took + " ms");
    String killed = "still there after 300 ms, sending SIGKILL";
    assertTrue(daemon.log().contains(killed), daemon.log());
    assertEquals("stopped", daemon.row("deaf").status());
  }

  @Test
  void sendsTheAppsOwnSignalToItsWholeTree() throws Exception {
    AppSpec tree =
        daemon.shell(
            "tree",
            "setsid sh -c 'trap \": > child.done; exit\" TERM; : > child.ready; while :; do sleep"
                + " 0.02; done' & trap 'wait; exit' TERM; while :; do sleep 0.02; done");
    daemon.start(
        TestDaemon.with(tree, new StopPolicy(StopSignal.SIGTERM, Duration.ofSeconds(5), true)));
    Path home = daemon.home.home();
    Await.until("the child is ready", () -> Files.exists(home.resolve("child.ready")));
    assertTrue(daemon.client.stop(ALL, SupervisorClient.QUIET).ok());
    assertTrue(Files.exists(home.resolve("child.done")));
  }

  @Test
  void stopsAllAtTheSameTime() throws Exception {
    List<AppSpec> apps = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      apps.add(graceful("slow" + i, "sleep 0.5"));
    }
    daemon.client.start(apps, StartMode.NEW, SupervisorClient.QUIET);
    for (int i = 0; i < 10; i++) {
      awaitHearing("slow" + i);
    }
    long from = System.nanoTime();
    assertTrue(daemon.client.stop(ALL, SupervisorClient.QUIET).ok());
    long took = (System.nanoTime() - from) / 1_000_000;
    assertTrue(took >= 500 && took < 10 * 500, took + " ms");
  }

  @Test
  void startsAgainWhatEnded() throws Exception {
    daemon.start(daemon.shell("once", "sleep 0.05; exit 0"));
    Await.until("it was restarted", () -> daemon.row("once").restarts() >= 2);
  }

  @Test
  void givesUpOnACrashLoopAndSaysWhy() throws Exception {
    daemon.start(daemon.shell("bad", "printf 'no \\033[31mport\\033[0m\\007\\n\\n' >&2; exit 3"));
    Await.until("it is given up", () -> daemon.row("bad").status().equals("errored"));
    ProcessRow row = daemon.row("bad");
    String why =
        "exited with 3 after [0-9.]+ m?s, 16 times in [0-9.]+ m?s; last error line: no port";
    assertTrue(row.reason().matches(why), row.reason());
    String jlist = new String(daemon.client.jlist(false), StandardCharsets.UTF_8);
    assertTrue(jlist.contains("\"status_reason\":\"exited with 3"), jlist);
    assertEquals(15, row.restarts());
  }

  @Test
  void leavesDownWhatAskedForThatByItsExitCode() throws Exception {
    RestartPolicy usual = RestartPolicy.DEFAULT;
    RestartPolicy policy =
        new RestartPolicy(true, 16, usual.minUptime(), Duration.ZERO, Duration.ZERO, Set.of(7));
    daemon.start(TestDaemon.with(daemon.shell("seven", "exit 7"), policy));
    Await.until("it is down", () -> daemon.row("seven").status().equals("stopped"));
    assertEquals(0, daemon.row("seven").restarts());
  }

  @Test
  void cancelsAWaitingRestartByAStop() throws Exception {
    RestartPolicy usual = RestartPolicy.DEFAULT;
    RestartPolicy patient =
        new RestartPolicy(
            true, 16, usual.minUptime(), Duration.ofHours(1), Duration.ZERO, Set.of());
    daemon.start(TestDaemon.with(daemon.shell("later", "exit 1"), patient));
    Await.until("it waits", () -> daemon.row("later").status().equals("waiting restart"));
    assertTrue(daemon.client.stop(List.of("later"), SupervisorClient.QUIET).ok());
    assertEquals("stopped", daemon.row("later").status());
  }

  @Test
  void reportsWhatCannotBeStartedOnceAndDoesNotTryAgain() throws Exception {
    Outcome outcome = daemon.start(daemon.app("none", "/no/such/program", List.of()));
    assertFalse(outcome.ok());
    assertTrue(outcome.problems().get(0).what().contains("'none'"));
    assertEquals("errored", daemon.row("none").status());
    assertEquals(0, daemon.row("none").restarts());
  }

  @Test
  void refusesToLaunchWhatRunsAlready() {
    AppSpec app = daemon.shell("twice", "exec sleep 1000");
    assertTrue(daemon.start(app).ok());
    String message = daemon.start(app).problems().get(0).message();
    assertTrue(message.contains("already launched"), message);
    assertTrue(message.contains("add -f"), message);
    assertTrue(message.contains("--name"), message);
    message =
        daemon.start(daemon.app("twice", "/bin/sleep", List.of("9"))).problems().get(0).message();
    assertTrue(message.contains("'/bin/sh'") && message.contains("with -f"), message);
    assertTrue(daemon.client.start(List.of(app), StartMode.FORCE, SupervisorClient.QUIET).ok());
    assertEquals(2, daemon.client.list().size());
  }

  @Test
  void restartsWhatIsListedAndStartsWhatIsMissingOfAProcessFile() {
    daemon.start(daemon.shell("a", "exec sleep 1000"));
    int before = daemon.row("a").pid();
    List<AppSpec> file =
        List.of(daemon.shell("a", "exec sleep 2000"), daemon.shell("b", "exec sleep 1000"));
    assertTrue(daemon.client.start(file, StartMode.FILE, SupervisorClient.QUIET).ok());
    assertTrue(daemon.row("a").pid() != before);
    assertEquals("online", daemon.row("b").status());
    assertEquals(List.of(0, 1), daemon.client.list().stream().map(ProcessRow::id).toList());
  }

  @Test
  void startsInstancesWithNumbersAndFilesOfTheirOwn() throws Exception {
    AppSpec app = daemon.shell("many", "echo n=$NODE_APP_INSTANCE id=$pm_id; exec sleep 1000");
    LogFiles ofTheirOwn = new LogFiles(app.logs().out(), app.logs().error(), false);
    AppSpec apart = app.withInstances(3).withFiles(ofTheirOwn, app.pidFile());
    daemon.start(daemon.shell("other", "exec sleep 1000"), apart);
    for (int number = 0; number < 3; number++) {
      int id = number + 1;
      Path log = daemon.home.logs().resolve("x-out-" + id + ".log");
      String line = "n=" + number + " id=" + id + "\n";
      Await.until(
          "it wrote " + line, () -> Files.exists(log) && Files.readString(log).equals(line));
      assertEquals("rw-------", mode(log));
      Path pidFile = daemon.home.pids().resolve("x-" + id + ".pid");
      assertEquals(String.valueOf(daemon.client.list().get(id).pid()), Files.readString(pidFile));
    }
  }

  @Test
  void saysWhichFolderOfALogCanNotBeMade() throws Exception {
    AppSpec app = daemon.shell("web", "exec sleep 1000");
    String inAFile = Files.createFile(folder.resolve("file")).resolve("out.log").toString();
    LogFiles logs = new LogFiles(inAFile, app.logs().error(), true);
    Outcome outcome = daemon.start(app.withFiles(logs, app.pidFile()));
    assertEquals(
        "cannot make the folder of '"
            + inAFile
            + "': '"
            + folder.resolve("file")
            + "' is no folder",
        outcome.problems().get(0).why());
  }

  @Test
  void forgetsWhatIsDeletedAndBeginsWithIdZeroAgain() {
    daemon.start(daemon.shell("a", "exec sleep 1000"), daemon.shell("b", "exec sleep 1000"));
    assertTrue(daemon.client.delete(List.of("0"), SupervisorClient.QUIET).ok());
    assertEquals(1, daemon.row("b").id());
    assertEquals(1, daemon.client.delete(ALL, SupervisorClient.QUIET).processes().size());
    assertEquals(List.of(), daemon.client.list());
    daemon.start(daemon.shell("c", "exec sleep 1000"));
    assertEquals(0, daemon.row("c").id());
  }

  @Test
  void namesWhatMayHaveBeenMeant() {
    daemon.start(daemon.shell("webserver", "exec sleep 1000"));
    Outcome near = daemon.client.stop(List.of("webserv"), SupervisorClient.QUIET);
    assertEquals("did you mean 'webserver'?", near.problems().get(0).remedy());
    Outcome far = daemon.client.stop(List.of("zzz", "webserver"), SupervisorClient.QUIET);
    assertEquals("listed are 'webserver'", far.problems().get(0).remedy());
    assertEquals("stopped", daemon.row("webserver").status());
  }

  @Test
  void keepsItsFilesToItself() throws Exception {
    assertEquals("rwx------", mode(daemon.home.logs()));
    assertEquals("rwx------", mode(daemon.home.pids()));
    assertEquals("rw-------", mode(daemon.home.liveState()));
    assertEquals("rw-------", mode(daemon.home.socket()));
    assertEquals("rw-------", mode(daemon.home.log()));
    assertEquals(String.valueOf(daemon.pid()), Files.readString(daemon.home.pidFile()));
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void endsOrderlyOnSigterm() throws Exception {
    Path done = folder.resolve("done");
    daemon.start(graceful("web", ": > " + done));
    awaitHearing("web");
    ProcessHandle handle = ProcessHandle.of(daemon.pid()).orElseThrow();
    handle.destroy();
    handle.onExit().get();
    assertTrue(Files.exists(done));
    assertFalse(Files.exists(daemon.home.liveState()));
    assertFalse(Files.exists(daemon.home.socket()));
    assertFalse(Files.exists(daemon.home.dump()));
    startDaemon();
    assertEquals(List.of(), daemon.client.list());
  }
}

package io.jstartup.tests.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.MachineProcess;
import io.jstartup.tests.rig.NeedsDocker;
import io.jstartup.tests.rig.Output;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Three apps, saved, with the hook installed by pasting what is printed: whatever happens to the machine, they run again. */
@NeedsDocker
final class ComesBackTest {
  private static Server server;
  private static ThreeApps apps;

  /** The apps as www started them from a shell. */
  private static Map<String, MachineProcess> started;

  @BeforeAll
  static void saveAndInstallTheHook() {
    server = new Server();
    apps = new ThreeApps(server);
    apps.start();
    started = apps.running();
    server.jstartup("save").expect(0);
    server.installHook();
    server.forgetRecords();
    server.machine().reboot();
    apps.awaitRecords("stopping", "stopped", "started"); // they may be online before they serve
  }

  @AfterAll
  static void powerOff() {
    server.close();
  }

  @BeforeEach
  void allRun() {
    Await.until("all to be online", Duration.ofSeconds(60), ComesBackTest::allOnline);
    server.forgetRecords();
  }

  private static boolean allOnline() {
    return server.hook().state().equals("active")
        && server.list().stream().filter(app -> app.status().equals("online")).count() == 3;
  }

  @Test
  void theFirstBootRunsThemAsTheShellDid() {
    apps.assertRunAs(started);
    apps.assertHostileStringsArrived();
    apps.assertOwnCgroups();
  }

  @Test
  void runsThemAsTheirUser() {
    String uid = server.machine().root("id", "-u", "www").stdout().strip();
    apps.running().values().forEach(app -> assertEquals(uid, Integer.toString(app.uid())));
    int supervisor = server.hook().supervisor();
    MachineProcess daemon =
        server.machine().processes().stream()
            .filter(process -> process.pid() == supervisor)
            .findFirst()
            .orElseThrow();
    assertEquals(uid, Integer.toString(daemon.uid()));
    assertEquals("/system.slice/jstartup-www.service/supervisor", daemon.cgroup());
  }

  @Test
  void serves() {
    Output page =
        server
            .machine()
            .root(
                "python3",
                "-c",
                "import urllib.request as r; print(r.urlopen('http://127.0.0.1:8123').read())")
            .expect(0);
    assertTrue(
        page.stdout().contains("served by " + apps.running().get("server").pid()), page.toString());
  }

  @Test
  void theSupervisorsLogIsInTheHomeAndWithPrioritiesInTheJournal() {
    String log = server.machine().root("cat", "/home/www/.jstartup/pm2.log").expect(0).stdout();
    assertTrue(
        log.matches("(?s).*\\n20\\S+: supervisor \\S+ started, pid \\d+, by the boot hook\\n.*"),
        log);
    String journal =
        server.machine().root("journalctl", "-b", "-o", "cat", "-u", "jstartup-www").stdout();
    assertTrue(journal.contains(" (id 0): started, pid "), journal);
    assertFalse(journal.contains("<6>"), journal);
    String bad =
        server
            .machine()
            .root("journalctl", "-b", "-o", "cat", "-p", "warning", "-u", "jstartup-www")
            .stdout();
    assertFalse(bad.contains("started, pid"), bad);
  }

  @Test
  void comesBackFromAReboot() {
    server.machine().reboot();
    apps.awaitRecords("stopping", "stopped", "started");
    apps.assertRunAs(started);
    apps.assertOwnCgroups();
  }

  @Test
  void comesBackFromBeingSwitchedOffAndOn() {
    server.machine().powerOffAndOn();
    apps.awaitRecords("stopping", "stopped", "started");
    apps.assertRunAs(started);
    apps.assertOwnCgroups();
  }

  @RepeatedTest(3)
  void comesBackFromAPowerCutInTheMidstOfWork() {
    server.write("busy.py", BUSY);
    server.machine().root("rm", "-f", "/home/www/rounds").expect(0);
    server.userInBackground("python3 busy.py");
    Await.until(
        "the supervisor to be busy",
        Duration.ofSeconds(120),
        () -> server.machine().root("test", "-s", "/home/www/rounds").exitCode() == 0);
    server.machine().cutPower();
    apps.awaitRecords("started");
    apps.assertRunAs(started);
    apps.assertOwnCgroups();
    List<ListedApp> list = server.list();
    assertTrue(
        list.stream().map(ListedApp::name).toList().containsAll(ThreeApps.NAMES), list.toString());
    assertTrue(
        server.running("4711").size() <= 1,
        "the app that was started and stopped all the time runs twice");
    server.jstartup("delete", "busy");
    server.jstartup("save").expect(0);
  }

  private static final String BUSY =
      """
      import subprocess
      while True:
          for command in [["start", "sleep 4711", "--name", "busy"], ["save"], ["stop", "busy"], ["delete", "busy"], ["save"]]:
              subprocess.run(["/usr/local/bin/jstartup", *command], stdout=subprocess.DEVNULL)
          with open("rounds", "a") as file:
              file.write("round\\n")
      """;

  @Test
  void keepsThemRunningWhenTheSupervisorIsKilledAndTheSuccessorStopsThemGracefully() {
    Map<String, MachineProcess> before = apps.running();
    List<ListedApp> listed = server.list();
    server.hook().crashAndAwaitSuccessor();
    apps.assertSameRuns(before);
    apps.assertOwnCgroups();
    assertEquals(listed, server.list());
    apps.awaitRecords();
    server.jstartup("stop", "all").expect(0);
    apps.awaitRecords("stopping", "stopped");
    assertTrue(
        server.list().stream().allMatch(app -> app.pid() == 0 && app.status().equals("stopped")));
    server.jstartup("restart", "all").expect(0);
    apps.awaitRecords("stopping", "stopped", "started");
    apps.assertRunAs(started);
  }

  @Test
  void survivesOneCrashAfterTheOther() {
    Map<String, MachineProcess> before = apps.running();
    for (int i = 0; i < 6; i++) {
      server.hook().crashAndAwaitSuccessor();
    }
    apps.assertSameRuns(before);
    assertEquals(3, server.list().size());
  }

  @Test
  void comesBackFromARestartOfItsUnit() {
    int supervisor = server.hook().supervisor();
    server.hook().systemctl("restart").expect(0);
    apps.awaitRecords("stopping", "stopped", "started");
    assertNotEquals(supervisor, server.hook().supervisor());
    apps.assertRunAs(started);
    apps.assertOwnCgroups();
  }

  @Test
  void startsWhatCrashes() {
    MachineProcess victim = apps.running().get("hostile");
    server.machine().root("kill", "-9", Integer.toString(victim.pid())).expect(0);
    server.awaitRecord("hostile", List.of("started"));
    apps.assertRunAs(started);
    apps.assertOwnCgroups();
  }

  @Test
  void tellsSystemdHowManyAreReady() {
    server.hook().systemctl("restart").expect(0); // returns at READY=1
    assertTrue(
        server.hook().property("StatusText").contains("3"), server.hook().property("StatusText"));
    assertEquals(3, server.list().stream().filter(app -> app.status().equals("online")).count());
    assertTrue(
        server.hook().systemctl("status").stdout().contains("Status: "),
        "systemctl status shows it");
    apps.awaitRecords("stopping", "stopped", "started");
  }

  @Test
  void saysThatTheHookIsInstalledAndCurrent() {
    assertEquals(0, server.jstartup().exitCode());
  }
}

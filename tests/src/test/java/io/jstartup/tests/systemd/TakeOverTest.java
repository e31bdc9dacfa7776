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
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three apps that www started from a shell, and what becomes of these very processes: one life, told in order. */
@NeedsDocker
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TakeOverTest {
  private static final int CRASHES = 50;

  private static Server server;
  private static ThreeApps apps;
  private static Map<String, MachineProcess> started;

  @BeforeAll
  static void startFromAShell() {
    server = new Server();
    apps = new ThreeApps(server);
    apps.start();
    started = apps.running();
    server.jstartup("save").expect(0);
  }

  @AfterAll
  static void powerOff() {
    server.close();
  }

  /** Not the ones that record archives for faster starts in the background. */
  private static List<MachineProcess> supervisors() {
    return server.machine().processes().stream()
        .filter(process -> process.hasArgument("daemon"))
        .filter(
            process -> process.hasArgument("--boot") || process.hasArgument("/home/www/.jstartup"))
        .toList();
  }

  /** The second fails when the service's supervisor has adopted the apps; then systemd tells it to end. */
  @ParameterizedTest
  @ValueSource(strings = {"ExecStartPre=/bin/false", "ExecStartPost=/bin/false"})
  @Order(1)
  void aServiceThatDoesNotStartLeavesAllAsItWas(String fault) {
    int before = supervisors().get(0).pid();
    List<ListedApp> listed = server.list();
    server.hook().override("Service", fault);
    Output failed = server.machine().root("/usr/local/bin/jstartup", "startup", "-u", "www");
    assertNotEquals(0, failed.exitCode());
    assertTrue(failed.stderr().contains("the running apps were not taken over"), failed.toString());
    Await.until(
        "the old supervisor to serve",
        Duration.ofSeconds(60),
        () -> server.jstartup("ping").exitCode() == 0);
    // a command that came before it was back has started one that finds the home taken
    Await.until("nobody else to serve", Duration.ofSeconds(60), () -> supervisors().size() == 1);
    assertEquals(before, supervisors().get(0).pid());
    apps.assertSameRuns(started);
    assertEquals(listed, server.list());
    server
        .machine()
        .rootShell("rm -r /run/systemd/system/jstartup-www.service.d && systemctl daemon-reload")
        .expect(0);
  }

  @Test
  @Order(2)
  void startupBringsTheRunningAppsIntoTheUnit() {
    int before = supervisors().get(0).pid();
    List<ListedApp> listed = server.list();
    Output done =
        server.machine().root("/usr/local/bin/jstartup", "startup", "-u", "www").expect(0);
    assertTrue(done.stdout().contains("has taken over the running apps"), done.toString());
    assertFalse(done.stderr().contains("moved"), done.toString());
    apps.assertSameRuns(started);
    apps.assertOwnCgroups();
    assertEquals(listed, server.list());
    assertEquals("active", server.hook().state());
    Await.until("the old one to end", Duration.ofSeconds(60), () -> supervisors().size() == 1);
    assertEquals(server.hook().supervisor(), supervisors().get(0).pid());
    assertNotEquals(before, supervisors().get(0).pid());
    String status = server.hook().systemctl("status").stdout();
    for (MachineProcess app : started.values()) {
      assertTrue(status.matches("(?s).*[─-]" + app.pid() + " .*"), status);
    }
  }

  @Test
  @Order(3)
  void anUpdateKeepsTheUnitsMainProcess() {
    int before = server.hook().supervisor();
    Output updated = server.jstartup("update").expect(0);
    assertFalse(updated.stderr().contains("boot hook"), updated.toString());
    server.machine().rootShell("cp -a /opt/jstartup /opt/other").expect(0);
    updated = server.machine().userShell("/opt/other/bin/jstartup update").expect(0);
    assertTrue(updated.stderr().contains("the boot hook is not of this version"));
    assertTrue(
        updated.stderr().contains(" /opt/other/bin/jstartup startup systemd"), updated.toString());
    assertEquals(before, server.hook().supervisor());
    assertEquals("active", server.hook().state());
    assertEquals("0", server.hook().property("NRestarts"));
    apps.assertSameRuns(started);
    apps.assertOwnCgroups();
  }

  /** No controller is enabled in the unit's cgroup: with one, each of these would fail with 219/CGROUP. */
  @Test
  @Order(4)
  void fiftyCrashesInARowLeaveTheAppsAlone() {
    String crash =
        "u=jstartup-www.service; i=0; while [ $i -lt "
            + CRASHES
            + " ]; do"
            + " old=$(systemctl show -p MainPID --value $u); kill -9 $old; new=$old;"
            + " while [ $new = $old ] || [ $new = 0 ]; do sleep 0.02;"
            + " new=$(systemctl show -p MainPID --value $u); done;"
            // every other one is killed in the midst of its start
            + " [ $((i % 2)) = 0 ] || until [ $(systemctl show -p ActiveState --value $u) = active ]; do"
            + " sleep 0.02; done; i=$((i + 1)); done";
    server.machine().rootShell(crash).expect(0);
    Await.until(
        "it to be up again",
        Duration.ofSeconds(60),
        () -> server.hook().state().equals("active") && server.list().size() == 3);
    apps.assertSameRuns(started);
    apps.assertOwnCgroups();
    assertEquals(Integer.toString(CRASHES), server.hook().property("NRestarts"));
    // as systemd writes it; a bare number could be a process's id
    assertFalse(server.hook().journal().contains("219/CGROUP"), server.hook().journal());
    String controllers =
        server
            .machine()
            .root("cat", "/sys/fs/cgroup/system.slice/jstartup-www.service/cgroup.subtree_control")
            .stdout();
    assertEquals("", controllers.strip());
  }

  @Test
  @Order(5)
  void theyAreStartedStoppedAndMissedAsTheUnitsOwn() {
    server.machine().root("kill", "-9", Integer.toString(started.get("hostile").pid())).expect(0);
    server.forgetRecords();
    server.jstartup("restart", "server", "worker").expect(0);
    Await.until(
        "all to be online",
        Duration.ofSeconds(60),
        () -> server.list().stream().filter(app -> app.status().equals("online")).count() == 3);
    apps.assertRunAs(started);
    apps.assertOwnCgroups();
    systemctlReloadsThem();
    server.hook().systemctl("stop").expect(0);
    assertEquals(List.of(), supervisors());
    for (String argument : List.of("/home/www/apps/server.js", "/home/www/apps/worker.jar")) {
      assertEquals(List.of(), server.running(argument));
    }
  }

  /** As scripts that deploy have it. */
  private static void systemctlReloadsThem() {
    Map<String, MachineProcess> before = apps.running();
    int supervisor = server.hook().supervisor();
    server.hook().systemctl("reload").expect(0);
    before.forEach((name, app) -> assertFalse(app.sameRun(apps.running().get(name)), name));
    apps.assertRunAs(started);
    apps.assertOwnCgroups();
    assertEquals(supervisor, server.hook().supervisor());
    assertEquals("active", server.hook().state());
  }
}

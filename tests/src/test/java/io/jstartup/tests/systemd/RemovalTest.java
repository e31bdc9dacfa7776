package io.jstartup.tests.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.MachineProcess;
import io.jstartup.tests.rig.NeedsDocker;
import io.jstartup.tests.rig.Output;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** unstartup takes away all that startup brought, nothing else, and leaves the apps alone. */
@NeedsDocker
final class RemovalTest {
  private static final String UNIT_FILE = "/etc/systemd/system/jstartup-www.service";

  private Server server;
  private ThreeApps apps;

  @BeforeEach
  void saveThreeApps() {
    server = new Server();
    apps = new ThreeApps(server);
    apps.start();
    server.jstartup("save").expect(0);
  }

  @AfterEach
  void powerOff() {
    server.close();
  }

  private List<String> files() {
    return server
        .machine()
        .files("/proc", "/sys", "/dev", "/run", "/tmp", "/var/tmp", "/var/log", "/home/www");
  }

  private String unstartupCommand() {
    return server.commandToPaste(Map.of(), "unstartup");
  }

  /** The hook's own supervisor runs the apps. */
  private Map<String, MachineProcess> runUnderTheHook() {
    server.jstartup("kill").expect(0);
    server.forgetRecords();
    server.installHook();
    apps.awaitRecords("started");
    return apps.running();
  }

  private static void assertSame(List<String> before, List<String> after) {
    TreeSet<String> gone = new TreeSet<>(before);
    after.forEach(gone::remove);
    TreeSet<String> added = new TreeSet<>(after);
    before.forEach(added::remove);
    assertTrue(gone.isEmpty() && added.isEmpty(), () -> "gone: " + gone + "\nadded: " + added);
  }

  @Test
  void leavesNothingBehindAndHasNothingToDoTheSecondTime() {
    List<String> before = files();
    server.installHook();
    assertNotEquals(before, files());
    String command = unstartupCommand();
    server.machine().userShell(command).expect(0);
    assertSame(before, files());
    assertFalse(server.hook().systemctl("cat").exitCode() == 0, "systemd still knows the unit");
    server.machine().userShell(command).expect(0);
    assertSame(before, files());
  }

  @Test
  void leavesNothingBehindAfterAReboot() {
    List<String> before = files();
    server.installHook();
    server.machine().reboot();
    apps.running();
    server.machine().userShell(unstartupCommand()).expect(0);
    assertSame(before, files());
    server.machine().reboot();
    assertEquals("inactive", server.hook().state());
  }

  @Test
  void leavesTheAppsRunning() {
    Map<String, MachineProcess> running = runUnderTheHook();
    server.machine().userShell(unstartupCommand()).expect(0);
    apps.assertSameRuns(running);
    assertEquals(3, server.list().size());
  }

  @Test
  void installsTheSameTwiceAndRefusesToDeleteWhatWasChangedByHandUnlessForced() {
    server.installHook();
    List<String> installed = files();
    server
        .machine()
        .userShell("sudo " + Server.JSTARTUP + " startup systemd -u www --hp /home/www")
        .expect(0);
    assertSame(installed, files());
    refusesToDeleteWhatWasChangedByHandUnlessForced();
  }

  @Test
  void updatesTheHookWithoutTouchingTheApps() {
    Map<String, MachineProcess> running = runUnderTheHook();
    server.machine().userShell(unstartupCommand()).expect(0);
    server.installHook();
    apps.assertSameRuns(running);
    server.hook().awaitState("active");
    apps.assertSameRuns(running);
    server.hook().crashAndAwaitSuccessor();
    apps.assertSameRuns(running);
  }

  private void refusesToDeleteWhatWasChangedByHandUnlessForced() {
    server.machine().rootShell("echo '# mine' >>" + UNIT_FILE).expect(0);
    List<String> changed = files();
    String command = unstartupCommand();
    Output refused = server.machine().userShell(command).expect(1);
    assertTrue(refused.all().contains(UNIT_FILE), refused.toString());
    assertTrue(refused.all().contains("--force"), refused.toString());
    assertSame(changed, files());
    server.machine().userShell(command + " --force").expect(0);
    assertEquals(2, server.machine().root("ls", UNIT_FILE).exitCode());
  }
}

package io.jstartup.tests.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.json.Json;
import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.NeedsDocker;
import io.jstartup.tests.rig.Timed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever stops the supervisor, and however: each app gets its own signal and time, and none is left behind. */
@NeedsDocker
final class StopTest {
  private static final String MARK = "/home/www/apps/script.py";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Server server;

  @BeforeEach
  void boot() {
    server = new Server();
    server.installApp("script.py");
  }

  @AfterEach
  void powerOff() {
    server.close();
  }

  /** Starts that many scripts that take {@code stopping} seconds to leave, and waits until they are up. */
  private void start(int count, String stopping, int killTimeout) {
    List<Object> apps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, String> env =
          Map.of("RECORD", "/home/www/records/slow-" + i, "STOPPING", stopping);
      apps.add(
          Map.of("name", "slow-" + i, "script", MARK, "kill_timeout", killTimeout, "env", env));
    }
    server.write("apps.json", new String(Json.compact(Map.of("apps", apps)), UTF_8));
    server.jstartup("start", "apps.json").expect(0);
    awaitRecords(count, "started");
  }

  private void awaitRecords(int count, String... lines) {
    IntStream.range(0, count).forEach(i -> server.awaitRecord("slow-" + i, List.of(lines)));
  }

  private void assertNoneIsLeft() {
    assertEquals(List.of(), server.running(MARK));
  }

  /** Saves, ends the supervisor of the shell, and installs the hook, which starts one of its own. */
  private void saveAndInstall(int count) {
    server.jstartup("save").expect(0);
    server.jstartup("kill").expect(0);
    server.forgetRecords();
    server.installHook();
    server.hook().awaitState("active");
    awaitRecords(count, "started");
    server.forgetRecords();
  }

  @Test
  void stopsTenAppsOfFourSecondsAtOnce() {
    start(10, "4", 6000);
    saveAndInstall(10);
    Timed stop = Timed.run(server.machine(), "systemctl", "stop", server.hook().unit());
    awaitRecords(10, "stopping", "stopped");
    assertNoneIsLeft();
    assertTrue(stop.millis() - stop.busy() < 5500, stop.toString());
    assertEquals("success", server.hook().property("Result"));
  }

  @Test
  void sweepsWhenStoppedWhileNoSupervisorRuns() {
    start(3, "0.5", 3000);
    saveAndInstall(3);
    server.hook().override("Service", "RestartSec=1h");
    server.machine().root("kill", "-9", Integer.toString(server.hook().supervisor())).expect(0);
    Await.until(
        "the wait for a restart",
        PATIENCE,
        () -> server.hook().property("SubState").equals("auto-restart"));
    assertEquals(3, server.running(MARK).size());
    server.hook().systemctl("stop").expect(0);
    awaitRecords(3, "stopping", "stopped");
    Await.until("the apps to be gone", PATIENCE, () -> server.running(MARK).isEmpty());
  }

  @Test
  void sweepsWhenTheSupervisorHangsUntilSystemdLosesPatience() {
    start(3, "0.5", 3000);
    saveAndInstall(3);
    server.hook().override("Service", "TimeoutStopSec=3s");
    // SIGSTOP would not do: systemd sends SIGCONT behind its SIGTERM
    server
        .machine()
        .rootShell(
            "echo 1 >/sys/fs/cgroup/system.slice/jstartup-www.service/supervisor/cgroup.freeze")
        .expect(0);
    server.hook().systemctl("stop");
    awaitRecords(3, "stopping", "stopped");
    assertNoneIsLeft();
    assertEquals("timeout", server.hook().property("Result"));
  }

  @Test
  void asksSystemdForMoreTimeForAppsThatItsUnitDoesNotKnow() {
    start(1, "0.1", 1600);
    saveAndInstall(1);
    server.hook().override("Service", "TimeoutStopSec=2s");
    server.jstartup("delete", "all").expect(0);
    server.forgetRecords();
    start(1, "5", 20_000);
    server.forgetRecords();
    server.hook().systemctl("stop").expect(0);
    awaitRecords(1, "stopping", "stopped");
    assertEquals("success", server.hook().property("Result"));
  }

  @Test
  void endsWithSigkillWhatDoesNotLeaveInTime() {
    start(1, "60", 1000);
    saveAndInstall(1);
    server.hook().systemctl("stop").expect(0);
    awaitRecords(1, "stopping");
    assertNoneIsLeft();
    assertEquals("success", server.hook().property("Result"));
  }

  @Test
  void endsWhatAnAppLeftBehindInItsCgroup() {
    String daemonise =
        "python3 -c 'import os, time\nif os.fork(): time.sleep(9000)\nos.setsid()\nif os.fork(): os._exit(0)\ntime.sleep(4711)'";
    server.jstartup("start", daemonise, "--name", "forks").expect(0);
    server.jstartup("save").expect(0);
    server.jstartup("kill").expect(0);
    server.installHook();
    server.hook().awaitState("active");
    String group = "/system.slice/jstartup-www.service/app-";
    Await.until("the double-forked process", PATIENCE, () -> inCgroup(group) >= 2);
    server.hook().systemctl("stop").expect(0);
    assertEquals(0, inCgroup(group));
  }

  private long inCgroup(String prefix) {
    return server.machine().processes().stream()
        .filter(process -> process.cgroup().startsWith(prefix))
        .count();
  }

  @Test
  void staysDownAfterAWantedKill() {
    start(3, "0.5", 3000);
    saveAndInstall(3);
    server.jstartup("kill").expect(0);
    awaitRecords(3, "stopping", "stopped");
    assertNoneIsLeft();
    server.hook().awaitState("inactive");
    assertEquals("0", server.hook().property("NRestarts"));
    assertEquals("success", server.hook().property("Result"));
    server.machine().reboot();
    awaitRecords(3, "stopping", "stopped", "started");
  }

  @Test
  void keepsTheSavedListWhateverEndsTheSupervisor() {
    start(3, "0.1", 1600);
    saveAndInstall(3);
    String saved = savedList();
    server.jstartup("delete", "slow-0").expect(0);
    server.hook().systemctl("stop").expect(0);
    assertEquals(saved, savedList());
    server.hook().systemctl("start").expect(0);
    server.hook().crashAndAwaitSuccessor();
    server.jstartup("kill").expect(0);
    assertEquals(saved, savedList());
  }

  private String savedList() {
    return server.machine().root("sha256sum", "/home/www/.jstartup/dump.pm2").expect(0).stdout();
  }
}

package io.jstartup.tests.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.Distribution;
import io.jstartup.tests.rig.InitKind;
import io.jstartup.tests.rig.InitMachine;
import io.jstartup.tests.rig.MachineProcess;
import io.jstartup.tests.rig.NeedsDocker;
import io.jstartup.tests.rig.Output;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A boot hook that is a user's own: a unit of systemd --user, for a user who lingers. */
@NeedsDocker
final class UserUnitTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SCRIPT = "/home/www/script.py";
  private static final String JSTARTUP = "/opt/jstartup/bin/jstartup ";

  private InitMachine machine;
  private String filesBefore;

  @BeforeEach
  void bootAndStartAnApp() {
    machine = InitMachine.boot(InitKind.systemd("systemd-user", Map.of()));
    machine.copyIn(Distribution.tarball(), "/opt/jstartup.tar.gz");
    machine
        .rootShell("cd /opt && tar -xzf jstartup.tar.gz --no-same-owner && mv jstartup-*/ jstartup")
        .expect(0);
    machine.write(SCRIPT, InitMachine.resource("apps/script.py").getBytes(UTF_8), "www", 0644);
    www(
        "RECORD=/home/www/record STOPPING=1 "
            + JSTARTUP
            + "start script.py --name app --kill-timeout 5000 && "
            + JSTARTUP
            + "save");
    awaitRecord("started");
    filesBefore = files();
  }

  @AfterEach
  void powerOff() {
    if (machine != null) {
      machine.close();
    }
  }

  @Test
  void isInstalledWithoutRootBringsTheAppsBackAndIsRemovedWithoutATrace() {
    namesTheOneCommandThatRootHasToRun();
    lingerAsWithPolkit();
    MachineProcess started = app();
    www(JSTARTUP + "startup systemd --user");
    assertTrue(lingers());
    assertTrue(started.sameRun(app()), "taken over, not restarted");
    assertTrue(www(JSTARTUP + "startup --user").contains("installed and current"));
    assertTrue(www(JSTARTUP + "startup").contains("installed and current"));
    theSystemsHookIsRefusedBesideIt();
    comesBackAfterAReboot(started);
    comesBackOnceHoweverElseTheMachineEnds("/jstartup-www.service/app-");
    aCrashLeavesItRunning();
    isSweptWhenItsUnitIsStoppedAfterACrash();
    takesItsLingeringBackAndEndsInOrderWithTheUsersManager();
    leavesLingeringOnAndTheAppRunningWhereItWasOnBefore();
    lingersUntilTheLastOfTheHookAndTheServicesIsRemoved();
    saysAlsoInJsonWhatIsLeftToRoot();
  }

  private void theSystemsHookIsRefusedBesideIt() {
    Output refused = machine.rootShell(inWwwsHome("startup -u www --hp /home/www")).expect(1);
    assertTrue(refused.stderr().contains("has a hook of their own"), refused.toString());
  }

  /** Logged in, as far as systemd is concerned, and not allowed to linger. */
  private void saysAlsoInJsonWhatIsLeftToRoot() {
    machine.root("mv", "/usr/bin/loginctl-root", "/usr/bin/loginctl").expect(0);
    machine.root("systemctl", "start", "user@1000.service").expect(0);
    String json = machine.userShell(JSTARTUP + "startup --user --json").expect(1).stdout();
    assertTrue(json.contains("\"command\":\"sudo loginctl enable-linger www\""), json);
    assertTrue(json.contains("\"changed\":true"), json);
  }

  private void takesItsLingeringBackAndEndsInOrderWithTheUsersManager() {
    forget();
    String removed = www(JSTARTUP + "unstartup --user");
    assertTrue(removed.contains("you linger no more"), removed);
    assertFalse(lingers());
    assertEquals(filesBefore, files());
    awaitRecord("stopping", "stopped");
  }

  private void leavesLingeringOnAndTheAppRunningWhereItWasOnBefore() {
    machine.root("loginctl-root", "enable-linger", "www").expect(0);
    www(JSTARTUP + "resurrect");
    MachineProcess running = app();
    www(JSTARTUP + "startup --user");
    String removed = www(JSTARTUP + "unstartup --user");
    assertFalse(removed.contains("you linger no more"), removed);
    assertTrue(running.sameRun(app()));
    assertTrue(lingers());
  }

  private void lingersUntilTheLastOfTheHookAndTheServicesIsRemoved() {
    machine.root("loginctl-root", "disable-linger", "www").expect(0);
    Await.until(
        "the user's manager to have ended",
        PATIENCE,
        () -> machine.root("test", "-e", "/run/user/1000/systemd/private").exitCode() != 0);
    www(JSTARTUP + "resurrect");
    www(JSTARTUP + "startup --user");
    www(JSTARTUP + "native install --user");
    isShownStoppedAndStartedAsAUnit();
    comesBackOnceHoweverElseTheMachineEnds("/jstartup-www@app-0.service");
    MachineProcess unit = app();
    String hookRemoved = www(JSTARTUP + "unstartup --user");
    assertFalse(hookRemoved.contains("you linger no more"), hookRemoved);
    assertTrue(lingers() && unit.sameRun(app()));
    String removed = www(JSTARTUP + "native remove --user");
    assertTrue(removed.contains("you linger no more"), removed);
    assertFalse(lingers());
    assertEquals(filesBefore, files());
  }

  private void isShownStoppedAndStartedAsAUnit() {
    assertTrue(app().cgroup().contains("/jstartup-www@app-0.service"), app().cgroup());
    String sheet = www(JSTARTUP + "describe app");
    assertTrue(sheet.contains("user@1000.service/jstartup-www@app-0.service"), sheet);
    assertTrue(www(JSTARTUP + "pid app").strip().equals("" + app().pid()));
    MachineProcess before = app();
    www(JSTARTUP + "restart app");
    assertFalse(before.sameRun(app()));
    www(JSTARTUP + "stop app");
    assertTrue(www(JSTARTUP + "list").contains("stopped"));
    asRootInWwwsHome("restart app");
    assertTrue(www(JSTARTUP + "jlist").contains("\"pid\":" + app().pid()));
    machine.userShell(JSTARTUP + "delete app").expect(1);
    machine.userShell(JSTARTUP + "native install --user").expect(1);
    Output rootsRefused =
        machine.rootShell(inWwwsHome("native remove --force -u www --hp /home/www")).expect(1);
    assertTrue(rootsRefused.stderr().contains("'jstartup native remove --user' as user 'www'"));
    assertTrue(www(JSTARTUP + "describe app").contains("user@1000.service/"));
    String log = www(JSTARTUP + "logs app --nostream");
    assertFalse(log.contains("journal"), log);
  }

  private void asRootInWwwsHome(String words) {
    machine.rootShell(inWwwsHome(words)).expect(0);
  }

  private static String inWwwsHome(String words) {
    return "JSTARTUP_HOME=/home/www/.jstartup " + JSTARTUP + words;
  }

  private void namesTheOneCommandThatRootHasToRun() {
    Output refused = machine.userShell(JSTARTUP + "startup systemd --user").expect(1);
    assertTrue(
        refused.stderr().contains(": sudo loginctl enable-linger www\n"), refused.toString());
    assertEquals(filesBefore, files());
  }

  /** polkit lets a user linger, and is not in the image. */
  private void lingerAsWithPolkit() {
    machine
        .rootShell(
            "mv /usr/bin/loginctl /usr/bin/loginctl-root;"
                + " printf '#!/bin/sh\\nexec sudo /usr/bin/loginctl-root \"$@\"\\n' >/usr/bin/loginctl;"
                + " chmod 755 /usr/bin/loginctl")
        .expect(0);
  }

  private boolean lingers() {
    return machine.root("test", "-e", "/var/lib/systemd/linger/www").exitCode() == 0;
  }

  private void comesBackAfterAReboot(MachineProcess before) {
    forget();
    machine.reboot();
    awaitRecord("stopping", "stopped", "started");
    assertRunsAs(before, "/jstartup-www.service/app-");
  }

  /** Switched off and on again; with a power cut in the midst of that; and with one in the midst of the boot after that. */
  private void comesBackOnceHoweverElseTheMachineEnds(String cgroup) {
    MachineProcess before = app();
    forget();
    machine.powerOffAndOn();
    awaitRecord("stopping", "stopped", "started");
    assertRunsAs(before, cgroup);

    forget();
    machine.cutPowerTwice(() -> recorded("stopping") == 1, () -> recorded("started") == 1);
    Await.until("its second start", PATIENCE, () -> recorded("started") == 2);
    assertRunsAs(before, cgroup);
  }

  private void assertRunsAs(MachineProcess before, String cgroup) {
    MachineProcess after = app();
    assertEquals(before.uid(), after.uid());
    assertEquals(before.argv(), after.argv());
    assertEquals(before.environment(), after.environment());
    assertEquals(before.cwd(), after.cwd());
    assertTrue(after.cgroup().contains("/user@1000.service/"), after.cgroup());
    assertTrue(after.cgroup().contains(cgroup), after.cgroup());
  }

  private void aCrashLeavesItRunning() {
    MachineProcess before = app();
    String supervisor = systemctl("show -p MainPID --value");
    machine.root("kill", "-9", supervisor).expect(0);
    Await.until(
        "a successor",
        PATIENCE,
        () ->
            !List.of("0", supervisor).contains(systemctl("show -p MainPID --value"))
                && systemctl("is-active").equals("active"));
    assertTrue(before.sameRun(app()));
  }

  private void isSweptWhenItsUnitIsStoppedAfterACrash() {
    forget();
    machine.userShell("mkdir -p .config/systemd/user/jstartup-www.service.d").expect(0);
    machine
        .userShell(
            "printf '[Service]\\nRestartSec=1h\\n' >.config/systemd/user/jstartup-www.service.d/o.conf")
        .expect(0);
    systemctl("daemon-reload");
    machine.root("kill", "-9", systemctl("show -p MainPID --value")).expect(0);
    Await.until(
        "the wait for a restart",
        PATIENCE,
        () -> systemctl("show -p SubState --value").equals("auto-restart"));
    systemctl("stop");
    awaitRecord("stopping", "stopped");
    machine.rootShell("rm -r /home/www/.config/systemd/user/*.d").expect(0);
    systemctl("daemon-reload");
    systemctl("start");
    awaitRecord("stopping", "stopped", "started");
  }

  private String systemctl(String words) {
    String unit = words.equals("daemon-reload") ? "" : " jstartup-www.service";
    return machine
        .userShell("XDG_RUNTIME_DIR=/run/user/1000 systemctl --user " + words + unit)
        .stdout()
        .strip();
  }

  private String www(String script) {
    return machine.userShell(script).expect(0).all();
  }

  private MachineProcess app() {
    List<MachineProcess> found =
        machine.processes().stream().filter(process -> process.hasArgument(SCRIPT)).toList();
    assertEquals(1, found.size(), found.toString());
    return found.get(0);
  }

  private void forget() {
    machine.rootShell(": >/home/www/record").expect(0);
  }

  private List<String> record() {
    return machine.root("cat", "/home/www/record").stdout().lines().toList();
  }

  private long recorded(String line) {
    return record().stream().filter(line::equals).count();
  }

  private void awaitRecord(String... lines) {
    Await.until(
        "the app to have recorded " + List.of(lines),
        PATIENCE,
        () -> record().equals(List.of(lines)));
  }

  /** What a hook could leave behind; what the supervisor itself writes is in folders of its own. */
  private String files() {
    return machine
        .rootShell(
            "cd /home/www; ls -A; find .config .jstartup/receipts /etc/jstartup /etc/systemd"
                + " /var/lib/systemd/linger /var/lib/jstartup-receipts 2>/dev/null | sort")
        .stdout();
  }
}

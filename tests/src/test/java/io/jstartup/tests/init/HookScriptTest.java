package io.jstartup.tests.init;

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
import io.jstartup.tests.rig.Timed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What the script that runs the supervisor promises where the init system can't do it, and how {@code save} looks after it. */
@NeedsDocker
@TestInstance(Lifecycle.PER_CLASS)
final class HookScriptTest {
  private static final String KEEPER = "/etc/jstartup/jstartup-www";

  private InitMachine machine;
  private HookedUser www;

  @BeforeAll
  void bootAndInstall() {
    machine = InitMachine.boot(InitKind.systemV());
    machine.copyIn(Distribution.tarball(), "/opt/jstartup.tar.gz");
    machine
        .rootShell("cd /opt && tar -xzf jstartup.tar.gz --no-same-owner && mv jstartup-*/ jstartup")
        .expect(0);
    www = HookedUser.make(machine, "www", new HookedUser.Home("/home/www", "/home/www/.jstartup"));
    www.start("slow", "1");
    www.jstartup("save").expect(0);
    www.asRoot("startup").expect(0);
    www.awaitSupervisor(0);
  }

  @AfterAll
  void powerOff() {
    if (machine != null) {
      machine.close();
    }
  }

  @Test
  void theAppsOfASupervisorThatHangsAreStoppedByTheirOwnSignal() {
    MachineProcess supervisor = www.awaitSupervisor(0);
    limit("2");
    www.forget("slow");
    machine.root("kill", "-STOP", Integer.toString(supervisor.pid())).expect(0);
    Timed stop = Timed.run(machine, "/etc/init.d/jstartup-www", "stop");
    www.awaitRecord("slow", "stopping", "stopped");
    assertEquals(List.of(), www.running("slow"));
    assertEquals(List.of(), www.supervisors());
    assertTrue(stop.millis() - stop.busy() < 15_000, stop.toString());
    machine.rootShell("/etc/init.d/jstartup-www start").expect(0);
    www.awaitRecord("slow", "stopping", "stopped", "started");
    limit("10");
  }

  @Test
  void theSupervisorStartsWithTheSystemsToolsAndNothingOfRootsEnvironment() {
    for (String tool : List.of("id", "setpriv", "env", "su")) {
      machine.write(
          "/usr/local/bin/" + tool,
          "#!/bin/sh\n: >/planted\n".getBytes(StandardCharsets.UTF_8),
          "root",
          0755);
    }
    machine
        .rootShell("SECRET=1 PATH=/usr/local/bin:$PATH /etc/init.d/jstartup-www restart")
        .expect(0);
    Await.until("a supervisor", HookedUser.PATIENCE, () -> !www.supervisors().isEmpty());
    machine.root("rm", "-r", "/usr/local/bin").expect(0);
    machine.root("test", "-e", "/planted").expect(1);
    MachineProcess supervisor = www.awaitSupervisor(0);
    List<String> names =
        supervisor.environment().stream().map(it -> it.substring(0, it.indexOf('='))).toList();
    for (String name : names) {
      assertTrue(
          List.of(
                  "HOME",
                  "JSTARTUP_HOME",
                  "JSTARTUP_JAVA_HOME",
                  "LC_ALL",
                  "LOGNAME",
                  "PATH",
                  "PWD",
                  "USER")
              .contains(name),
          names.toString());
    }
    Await.until("the app to be back", HookedUser.PATIENCE, () -> www.running("slow").size() == 1);
  }

  private void limit(String seconds) {
    machine
        .rootShell("sed -i 's/^stop_limit=[0-9]*/stop_limit=" + seconds + "/' " + KEEPER)
        .expect(0);
  }

  @Test
  void aSavedListThatNeedsMoreTimeToStopThanTheHookGivesIsReported() {
    www.awaitSupervisor(0);
    String tooShort = "too little time to stop";
    assertFalse(www.jstartup("save").expect(0).all().contains(tooShort));
    www.run(Map.of(), "start", "sleep 9000", "--name", "longer", "--kill-timeout", "60000")
        .expect(0);
    Output saved = www.jstartup("save").expect(0);
    assertTrue(saved.stderr().contains(tooShort), saved.toString());
    assertTrue(saved.stderr().contains(" startup systemv -u www"), saved.toString());
    www.asRoot("startup").expect(0);
    assertFalse(www.jstartup("save").expect(0).all().contains(tooShort));
    www.jstartup("delete", "longer").expect(0);
    www.jstartup("save").expect(0);
  }
}

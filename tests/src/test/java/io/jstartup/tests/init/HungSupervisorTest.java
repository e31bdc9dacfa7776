package io.jstartup.tests.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.Distribution;
import io.jstartup.tests.rig.InitMachine;
import io.jstartup.tests.rig.MachineProcess;
import io.jstartup.tests.rig.NeedsDocker;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A supervisor that does not come to its end: the hook's script kills it, and has its apps stopped in order all the same. */
@NeedsDocker
@TestInstance(Lifecycle.PER_CLASS)
final class HungSupervisorTest {
  private static final String KEEPER = "/etc/jstartup/jstartup-www";

  private InitMachine machine;
  private HookedUser www;

  @BeforeAll
  void bootAndInstall() {
    machine = InitMachine.boot(SystemVTest.KIND);
    machine.copyIn(Distribution.tarball(), "/opt/jstartup.tar.gz");
    machine
        .rootShell(
            "cd /opt && tar -xzf jstartup.tar.gz --no-same-owner && mv jstartup-*/ jstartup")
        .expect(0);
    www =
        HookedUser.make(machine, "www", new HookedUser.Home("/home/www", "/home/www/.jstartup"));
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
  void itsAppsAreStoppedByTheirOwnSignalAtOnce() {
    machine.rootShell("sed -i 's/^stop_limit=.*/stop_limit=2/' " + KEEPER).expect(0);
    machine.rootShell("/etc/init.d/jstartup-www restart").expect(0);
    MachineProcess supervisor = www.awaitSupervisor(0);
    www.forget("slow");
    machine.root("kill", "-STOP", Integer.toString(supervisor.pid())).expect(0);
    long begin = System.nanoTime();
    machine.rootShell("/etc/init.d/jstartup-www stop").expect(0);
    double seconds = (System.nanoTime() - begin) / 1e9;
    www.awaitRecord("slow", "stopping", "stopped");
    assertEquals(List.of(), www.running("slow"));
    assertEquals(List.of(), www.supervisors());
    assertTrue(seconds < 15, "took " + seconds + " s");
  }

  @Test
  void theSupervisorStartsWithNothingOfRootsEnvironment() {
    machine
        .rootShell("SECRET=1 PATH=/usr/local/bin:$PATH /etc/init.d/jstartup-www restart")
        .expect(0);
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
}

package io.jstartup.tests.init;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.Distribution;
import io.jstartup.tests.rig.InitKind;
import io.jstartup.tests.rig.InitMachine;
import io.jstartup.tests.rig.NeedsDocker;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code native install} and {@code native remove}, killed where neither side runs the apps, and the power cut then: each app is back once. The
 * other steps are {@code CutChangeoverTest}'s, the other init systems {@code TakeOverTest}'s.
 */
@NeedsDocker
final class NativeCutTest {
  private static final List<String> APPS = List.of("one", "two");

  private InitMachine machine;
  private HookedUser www;

  /** With what a removal runs once the apps are stopped, and the supervisor's at the next boot. */
  static Stream<Arguments> inits() {
    return Stream.of(
        Arguments.of(InitKind.systemd("systemd", Map.of()), "systemctl", "disable"),
        Arguments.of(InitKind.openRc(), "rc-update", "del"));
  }

  @ParameterizedTest
  @MethodSource("inits")
  void theNextBootBringsEachAppBackOnce(InitKind kind, String tool, String verb) {
    try (InitMachine booted = InitMachine.boot(kind)) {
      machine = booted;
      saveApps();

      String handedOver = "grep -q native_gate /home/www/.jstartup/dump.pm2";
      isKilledAt("sync", handedOver, "install");
      theSupervisorBringsThemBack();
      www.asRoot("native", "remove").expect(0);
      areStartedOnce(); // until now
      assertNotEquals(0, machine.rootShell(handedOver).exitCode());

      APPS.forEach(www::forget);
      www.asRoot("native", "install").expect(0);
      APPS.forEach(app -> www.awaitRecord(app, "stopping", "stopped", "started"));
      isKilledAt(tool, "[ \"$1\" = " + verb + " ]", "remove");
      theSupervisorBringsThemBack();
      www.asRoot("native", "remove").expect(0);
      areStartedOnce();
    }
  }

  private void saveApps() {
    machine.copyIn(Distribution.tarball(), "/opt/jstartup.tar.gz");
    machine
        .rootShell("cd /opt && tar -xzf jstartup.tar.gz --no-same-owner && mv jstartup-*/ jstartup")
        .expect(0);
    www = HookedUser.make(machine, "www", new HookedUser.Home("/home/www", "/home/www/.jstartup"));
    APPS.forEach(app -> www.start(app, "0"));
    www.jstartup("save").expect(0);
    www.asRoot("startup").expect(0);
  }

  /** When it runs this tool and the condition of sh(1) holds. Nobody runs the apps then. */
  private void isKilledAt(String tool, String condition, String verb) {
    String path = machine.rootShell("readlink -f \"$(command -v " + tool + ")\"").stdout().strip();
    String script =
        "#!/bin/sh\nif "
            + condition
            + "; then kill -9 $PPID; exit 1; fi\nexec "
            + path
            + "-itself \"$@\"\n";
    machine.root("mv", path, path + "-itself").expect(0);
    machine.write(path, script.getBytes(UTF_8), "root", 0755);
    assertNotEquals(0, www.asRoot("native", verb).exitCode());
    machine.root("mv", path + "-itself", path).expect(0);
    APPS.forEach(app -> assertEquals(List.of(), www.running(app)));
    APPS.forEach(www::forget);
    machine.cutPower();
  }

  private void theSupervisorBringsThemBack() {
    www.awaitSupervisor(0);
    Await.until(
        "both to be online",
        HookedUser.PATIENCE,
        () -> www.jstartup("jlist").stdout().split("\"status\":\"online\"").length == 3);
    areStartedOnce();
    assertTrue(machine.processes().stream().noneMatch(process -> process.hasArgument("--settle")));
  }

  private void areStartedOnce() {
    for (String app : APPS) {
      www.awaitRecord(app, "started");
      www.only(app);
    }
  }
}

package io.jstartup.tests.init;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.Distribution;
import io.jstartup.tests.rig.InitKind;
import io.jstartup.tests.rig.InitMachine;
import io.jstartup.tests.rig.NeedsDocker;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A service without a runner that is to wait for the network, on a machine that has none. */
@NeedsDocker
final class NativeNetworkTest {
  private static final String SERVICE = "jstartup-www@app-0";

  static Stream<Arguments> inits() {
    return Stream.of(
        Arguments.of(InitKind.runit(), List.of("sv", "-w", "20", "stop", "/etc/sv/" + SERVICE)),
        Arguments.of(
            InitKind.s6(),
            List.of("s6-svc", "-wD", "-T", "20000", "-d", "/etc/s6/scan/" + SERVICE)));
  }

  @ParameterizedTest
  @MethodSource("inits")
  void waitsUntilItIsStopped(InitKind kind, List<String> stop) {
    try (InitMachine machine = InitMachine.boot(kind)) {
      machine.copyIn(Distribution.tarball(), "/opt/jstartup.tar.gz");
      machine
          .rootShell(
              "cd /opt && tar -xzf jstartup.tar.gz --no-same-owner && mv jstartup-*/ jstartup")
          .expect(0);
      HookedUser www =
          HookedUser.make(machine, "www", new HookedUser.Home("/home/www", "/home/www/.jstartup"));
      www.start("app", "0");
      www.jstartup("save").expect(0);
      www.asRoot("native", "install", "--wait-ip").expect(0);
      Await.until(
          "the service to wait",
          HookedUser.PATIENCE,
          () ->
              machine
                      .rootShell("pgrep -P \"$(cat /run/jstartup/" + SERVICE + "/pid)\" -x sleep")
                      .exitCode()
                  == 0);
      machine.root(stop.toArray(String[]::new)).expect(0);
      www.awaitRecord("app", "started", "stopping", "stopped");
      assertEquals(List.of(), www.running("app"));
      www.asRoot("native", "remove").expect(0);
      www.awaitRecord("app", "started", "stopping", "stopped", "started");
    }
  }
}

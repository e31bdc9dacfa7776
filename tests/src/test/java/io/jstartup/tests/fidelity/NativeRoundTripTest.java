package io.jstartup.tests.fidelity;

import io.jstartup.tests.rig.Distribution;
import io.jstartup.tests.rig.NeedsDocker;
import io.jstartup.tests.rig.SystemdMachine;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Hundreds of apps full of hostile characters become services of systemd, and are what they were. What only a runner can carry is left
 * in few of them, as each runner is a JVM.
 */
@NeedsDocker
final class NativeRoundTripTest {
  @Test
  void theServicesOfAUserAndOfRootAreWhatWasAskedFor() {
    areWhatWasAskedFor(SystemdMachine.boot(), "systemd-native", RoundTrip.count(300));
  }

  @Test
  void withCgroupsV1Too() {
    areWhatWasAskedFor(
        SystemdMachine.bootWithOldCgroups(), "systemd-v1-native", RoundTrip.count(40));
  }

  private static void areWhatWasAskedFor(SystemdMachine booted, String label, int count) {
    try (SystemdMachine machine = booted) {
      machine.copyIn(Distribution.tarball(), "/opt/jstartup.tar.gz");
      machine
          .rootShell(
              "cd /opt && tar -xzf jstartup.tar.gz --no-same-owner && mv jstartup-* jstartup")
          .expect(0);
      List<RoundTrip> homes =
          List.of(
              prepare(machine, label, "www", "/home/www", count / 2),
              prepare(machine, label, "root", "/root", count - count / 2));
      for (RoundTrip home : homes) {
        home.startAndSave();
        home.forget();
        RoundTrip.assertMostAreUnits(home.installNative());
        home.assertServicesStarted();
        home.forget();
      }
      machine.reboot();
      homes.forEach(RoundTrip::assertStopped);
      homes.forEach(RoundTrip::assertServicesStarted);
    }
  }

  private static RoundTrip prepare(
      SystemdMachine machine, String label, String user, String home, int count) {
    return RoundTrip.prepareTamed(machine, label, new Home(user, home, home + "/.jstartup"), count);
  }
}

package io.jstartup.tests.systemd;

import io.jstartup.tests.fidelity.Home;
import io.jstartup.tests.fidelity.RoundTrip;
import io.jstartup.tests.rig.NeedsDocker;
import io.jstartup.tests.rig.SystemdMachine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hundreds of apps full of hostile characters come back from a reboot exactly as they were asked for, or are refused beforehand. */
@NeedsDocker
final class RoundTripTest {
  @Test
  void theHooksOfAUserAndOfRootBringBackWhatWasAskedFor() {
    areBroughtBack(SystemdMachine.boot(), "systemd", RoundTrip.count(300));
  }

  @Test
  void withCgroupsV1Too() {
    areBroughtBack(SystemdMachine.bootWithOldCgroups(), "systemd-v1", RoundTrip.count(40));
  }

  private static void areBroughtBack(SystemdMachine machine, String label, int count) {
    try (Server server = new Server(machine)) {
      server.machine().root("usermod", "--append", "--groups", "games,audio", "www").expect(0);
      List<RoundTrip> homes =
          List.of(
              RoundTrip.prepare(
                  server.machine(),
                  label,
                  new Home("www", "/home/www", "/home/www/.jstartup"),
                  count / 2),
              RoundTrip.prepare(
                  server.machine(),
                  label,
                  new Home("root", "/root", "/root/.jstartup"),
                  count - count / 2));
      homes.forEach(RoundTrip::assertRefused);
      homes.forEach(RoundTrip::startAndSave);
      homes.forEach(RoundTrip::installHook);
      homes.forEach(RoundTrip::forget);
      server.machine().reboot();
      homes.forEach(RoundTrip::assertStopped);
      homes.forEach(RoundTrip::assertStarted);
    }
  }
}

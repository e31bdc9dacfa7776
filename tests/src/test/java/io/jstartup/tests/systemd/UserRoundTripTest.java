package io.jstartup.tests.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.fidelity.Home;
import io.jstartup.tests.fidelity.RoundTrip;
import io.jstartup.tests.rig.Distribution;
import io.jstartup.tests.rig.InitKind;
import io.jstartup.tests.rig.InitMachine;
import io.jstartup.tests.rig.NeedsDocker;
import io.jstartup.tests.rig.Output;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Apps full of hostile characters come back from a reboot below systemd --user: those of one home by a hook that is the user's own, those of
 * another as units.
 */
@NeedsDocker
final class UserRoundTripTest {
  @Test
  void theHookAndTheServicesOfOnesOwnBringBackWhatWasAskedFor() {
    try (InitMachine machine = InitMachine.boot(InitKind.systemd("systemd-user", Map.of()))) {
      machine.copyIn(Distribution.tarball(), "/opt/jstartup.tar.gz");
      machine
          .rootShell(
              "cd /opt && tar -xzf jstartup.tar.gz --no-same-owner && mv jstartup-*/ jstartup;"
                  + " usermod --append --groups games,audio www; loginctl enable-linger www")
          .expect(0);
      RoundTrip hooked =
          RoundTrip.prepare(
              machine,
              "systemd-user",
              new Home("www", "/home/www", "/home/www/.jstartup"),
              RoundTrip.count(40));
      RoundTrip units =
          RoundTrip.prepareTamed(
              machine,
              "systemd-user-native",
              new Home("www", "/home/www", "/home/www/.native"),
              RoundTrip.count(40));
      hooked.assertRefused();
      hooked.startAndSave();
      hooked.installOwnHook();
      units.startAndSave();
      String before = installed(machine);

      units.forget();
      RoundTrip.assertMostAreUnits(units.installOwnNative());
      units.assertStopped();
      units.assertServicesStarted();
      assertNobodyElseReads(machine);
      assertOnline(units);

      hooked.forget();
      units.forget();
      machine.reboot();
      hooked.assertStopped();
      hooked.assertStarted();
      units.assertStopped();
      units.assertServicesStarted();

      units.forget();
      units.removeOwnNative();
      units.assertStarted();
      assertEquals(before, installed(machine));
    }
  }

  private static void assertOnline(RoundTrip units) {
    String list = units.run("jlist").expect(0).stdout();
    assertEquals(RoundTrip.count(40), list.split("\"status\":\"online\"").length - 1);
  }

  /** A unit's arguments anybody may read, as in ps; its environment nobody. */
  private static void assertNobodyElseReads(InitMachine machine) {
    Output open =
        machine.rootShell(
            "find /home/www/.config /home/www/.native \\( -name '*.env' -o -name '*.json' \\) -perm /077");
    assertTrue(open.expect(0).stdout().isEmpty(), open.toString());
  }

  /** All that installs leave. */
  private static String installed(InitMachine machine) {
    return machine
        .rootShell(
            "find /home/www/.config /home/www/.*/receipts /run/user/1000/jstartup /var/lib/systemd/linger"
                + " -mindepth 1 2>/dev/null | sort")
        .stdout();
  }
}

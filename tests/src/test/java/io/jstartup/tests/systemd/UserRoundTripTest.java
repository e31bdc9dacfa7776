package io.jstartup.tests.systemd;

import io.jstartup.tests.fidelity.Home;
import io.jstartup.tests.fidelity.RoundTrip;
import io.jstartup.tests.rig.Distribution;
import io.jstartup.tests.rig.InitKind;
import io.jstartup.tests.rig.InitMachine;
import io.jstartup.tests.rig.NeedsDocker;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Apps full of hostile characters come back from a reboot below a hook that is a user's own. */
@NeedsDocker
final class UserRoundTripTest {
  @Test
  void theHookOfOnesOwnBringsBackWhatWasAskedFor() {
    try (InitMachine machine = InitMachine.boot(InitKind.systemd("systemd-user", Map.of()))) {
      machine.copyIn(Distribution.tarball(), "/opt/jstartup.tar.gz");
      machine
          .rootShell(
              "cd /opt && tar -xzf jstartup.tar.gz --no-same-owner && mv jstartup-*/ jstartup;"
                  + " usermod --append --groups games,audio www; loginctl enable-linger www")
          .expect(0);
      RoundTrip home =
          RoundTrip.prepare(
              machine,
              "systemd-user",
              new Home("www", "/home/www", "/home/www/.jstartup"),
              RoundTrip.count(40));
      home.assertRefused();
      home.startAndSave();
      home.installOwnHook();
      home.forget();
      machine.reboot();
      home.assertStopped();
      home.assertStarted();
    }
  }
}

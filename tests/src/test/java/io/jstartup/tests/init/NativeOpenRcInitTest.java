package io.jstartup.tests.init;

import io.jstartup.tests.rig.InitKind;
import java.util.List;
import java.util.Map;

/** Apps as services of OpenRC below its own init. */
final class NativeOpenRcInitTest extends NativeServicesTest {
  NativeOpenRcInitTest() {
    super(
        "openrc",
        new InitKind(
            "openrc-init",
            Map.of("/run", "rw"),
            "rc-status -r | grep -q default && ! pgrep -x openrc",
            List.of("openrc-shutdown", "--reboot", "now"),
            InitKind.REBOOTED));
  }
}

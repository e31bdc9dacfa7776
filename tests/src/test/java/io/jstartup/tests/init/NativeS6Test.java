package io.jstartup.tests.init;

import io.jstartup.tests.rig.InitKind;
import java.util.List;
import java.util.Map;

/** Apps as services of s6. */
final class NativeS6Test extends NativeServicesTest {
  NativeS6Test() {
    super(
        "s6",
        new InitKind(
            "s6",
            Map.of("/run", "rw"),
            "test -p /etc/s6/scan/.s6-svscan/control",
            List.of("s6-svscanctl", "-t", "/etc/s6/scan"),
            0));
  }
}

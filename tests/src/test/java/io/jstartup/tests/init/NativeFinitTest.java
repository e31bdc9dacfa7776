package io.jstartup.tests.init;

import io.jstartup.tests.rig.InitKind;
import java.util.List;
import java.util.Map;

/** Apps as services of finit. */
final class NativeFinitTest extends NativeServicesTest {
  NativeFinitTest() {
    super(
        "finit",
        new InitKind(
            "finit",
            Map.of("/run", "rw"),
            "test -e /run/finit/cond/hook/svc/up",
            List.of("kill", "-TERM", "1"),
            InitKind.REBOOTED));
  }
}

package io.jstartup.tests.init;

import io.jstartup.tests.rig.InitKind;
import java.util.List;
import java.util.Map;

/** finit 4. */
final class FinitTest extends BootHookTest {
  FinitTest() {
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

package io.jstartup.tests.init;

import io.jstartup.tests.rig.InitKind;

/** finit 4. */
final class FinitTest extends BootHookTest {
  FinitTest() {
    super("finit", InitKind.finit());
  }
}

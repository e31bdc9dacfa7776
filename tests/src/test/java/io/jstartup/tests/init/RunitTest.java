package io.jstartup.tests.init;

import io.jstartup.tests.rig.InitKind;

/** runit as PID 1. */
final class RunitTest extends BootHookTest {
  RunitTest() {
    super("runit", InitKind.runit());
  }
}

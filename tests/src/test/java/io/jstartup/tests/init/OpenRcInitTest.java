package io.jstartup.tests.init;

import io.jstartup.tests.rig.InitKind;

/** OpenRC with its own PID 1. */
final class OpenRcInitTest extends BootHookTest {
  OpenRcInitTest() {
    super("openrc", InitKind.openRcInit());
  }
}

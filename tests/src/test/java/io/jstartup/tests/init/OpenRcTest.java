package io.jstartup.tests.init;

import io.jstartup.tests.rig.InitKind;

/** OpenRC below sysvinit. */
final class OpenRcTest extends BootHookTest {
  OpenRcTest() {
    super("openrc", InitKind.openRc());
  }
}

package io.jstartup.tests.init;

import io.jstartup.tests.rig.InitKind;

/** sysvinit with Debian's insserv. */
final class SystemVTest extends BootHookTest {
  SystemVTest() {
    super("systemv", InitKind.systemV());
  }
}

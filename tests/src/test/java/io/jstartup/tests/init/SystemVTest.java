package io.jstartup.tests.init;

import io.jstartup.tests.rig.InitKind;

/** sysvinit with Debian's insserv. */
final class SystemVTest extends BootHookTest {
  static final InitKind KIND =
      InitKind.of("sysvinit", "test \"$(runlevel)\" = 'N 2' && ! pgrep -f '[/]etc/init.d/rc'");

  SystemVTest() {
    super("systemv", KIND);
  }
}

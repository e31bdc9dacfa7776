package io.jstartup.tests.init;

import io.jstartup.tests.rig.InitKind;

/** s6-svscan as PID 1; its own end is all the shutdown that it has. */
final class S6Test extends BootHookTest {
  S6Test() {
    super("s6", InitKind.s6());
  }
}

package io.jstartup.tests.init;

import io.jstartup.tests.rig.InitKind;

/** busybox init in the layout of Buildroot. */
final class BusyboxTest extends BootHookTest {
  BusyboxTest() {
    super("busybox", InitKind.busybox());
  }
}

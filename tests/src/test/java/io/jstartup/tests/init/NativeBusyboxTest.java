package io.jstartup.tests.init;

import io.jstartup.tests.rig.InitKind;

/** Apps as services of busybox init. */
final class NativeBusyboxTest extends NativeServicesTest {
  NativeBusyboxTest() {
    super("busybox", InitKind.busybox());
  }
}

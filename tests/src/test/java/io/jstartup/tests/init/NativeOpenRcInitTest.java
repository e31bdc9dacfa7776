package io.jstartup.tests.init;

import io.jstartup.tests.rig.InitKind;

/** Apps as services of OpenRC below its own init. */
final class NativeOpenRcInitTest extends NativeServicesTest {
  NativeOpenRcInitTest() {
    super("openrc", InitKind.openRcInit());
  }
}

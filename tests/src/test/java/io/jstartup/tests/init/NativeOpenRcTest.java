package io.jstartup.tests.init;

import io.jstartup.tests.rig.InitKind;

/** Apps as services of OpenRC below System V init. */
final class NativeOpenRcTest extends NativeServicesTest {
  NativeOpenRcTest() {
    super("openrc", InitKind.openRc());
  }
}

package io.jstartup.tests.init;

import io.jstartup.tests.rig.InitKind;

/** Apps as services of runit. */
final class NativeRunitTest extends NativeServicesTest {
  NativeRunitTest() {
    super("runit", InitKind.runit());
  }
}

package io.jstartup.tests.init;

import io.jstartup.tests.rig.InitKind;

/** Apps as services of runit. */
final class NativeRunitTest extends NativeServicesTest {
  NativeRunitTest() {
    // its shutdown kills after 7 s, within which two processors don't stop 40 runners
    super("runit", InitKind.of("runit", "pgrep -x runsvdir"), 12);
  }
}

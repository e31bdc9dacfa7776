package io.jstartup.tests.init;

import io.jstartup.tests.rig.InitKind;

/** Apps as services of System V init. */
final class NativeSystemVTest extends NativeServicesTest {
  NativeSystemVTest() {
    super("systemv", InitKind.systemV());
  }
}

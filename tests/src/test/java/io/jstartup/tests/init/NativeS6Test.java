package io.jstartup.tests.init;

import io.jstartup.tests.rig.InitKind;

/** Apps as services of s6. */
final class NativeS6Test extends NativeServicesTest {
  NativeS6Test() {
    super("s6", InitKind.s6());
  }
}

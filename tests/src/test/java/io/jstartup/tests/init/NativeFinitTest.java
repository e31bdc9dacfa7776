package io.jstartup.tests.init;

import io.jstartup.tests.rig.InitKind;

/** Apps as services of finit. */
final class NativeFinitTest extends NativeServicesTest {
  NativeFinitTest() {
    super("finit", InitKind.finit());
  }
}

package io.jstartup.tests.fidelity;

import io.jstartup.tests.rig.CProgram;
import io.jstartup.tests.rig.InitMachine;

/** The program that writes down how it was started and stopped, {@code apps/fidelity/recorder.c}: it needs nothing on the machine. */
public final class Recorder {
  private static byte[] known;

  private Recorder() {}

  /** Compiled by this machine's gcc, once. */
  public static synchronized byte[] compiled() {
    if (known == null) {
      known = CProgram.compiled(InitMachine.resource("apps/fidelity/recorder.c"), "-static");
    }
    return known.clone();
  }
}

package io.jstartup.tests.rig;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The processes of the machine that runs the tests. */
public final class LocalProcesses {
  private LocalProcesses() {}

  /** All that may be read, by the same reader as a container's. */
  public static List<MachineProcess> all() {
    try {
      Process reader =
          new ProcessBuilder("python3", "-c", SystemdMachine.resource("rig/processes.py"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return ProcessTable.parse(new String(reader.getInputStream().readAllBytes(), US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.jstartup.tests.fidelity;

import io.jstartup.tests.rig.InitMachine;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** The folder of a machine that the recorders write to; a file's name begins with the number of its app. */
record Records(InitMachine machine, String folder) {
  /** How the apps were started. */
  Map<Integer, byte[]> starts() {
    return files("");
  }

  /** Which signals they got, and when. */
  Map<Integer, byte[]> signals() {
    return files(".signals");
  }

  /** The last sign of life of those that stay. */
  Map<Integer, byte[]> lastSigns() {
    return files(".alive");
  }

  private Map<Integer, byte[]> files(String ending) {
    String program = InitMachine.resource("apps/fidelity/records.py");
    return machine
        .root("python3", "-c", program, folder, ending)
        .expect(0)
        .stdout()
        .lines()
        .map(line -> line.split(" ", 2))
        .collect(
            Collectors.toMap(
                line -> Integer.valueOf(line[0]), line -> Base64.getDecoder().decode(line[1])));
  }

  void forget() {
    machine.rootShell("rm -f " + folder + "/*").expect(0);
  }
}

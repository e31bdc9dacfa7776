package io.jstartup.tests.init;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.tests.rig.InitMachine;
import java.util.List;
import java.util.TreeSet;

/** The files of a machine, for what an installation and its removal leave of them. */
record Traces(List<String> files) {
  /** All but what any boot writes (logs, the random seed, OpenRC's cache) and the packages' bulk. */
  static Traces on(InitMachine machine) {
    return new Traces(
        machine.files(
            "/proc",
            "/sys",
            "/dev",
            "/run",
            "/tmp",
            "/var/tmp",
            "/var/log",
            "/var/lib/urandom",
            "/usr/bin",
            "/usr/lib",
            "/usr/share",
            "/opt",
            "/home",
            "/root"));
  }

  /** These files are there, as they were, and no others. */
  void assertAllOf(InitMachine machine) {
    List<String> now = on(machine).files();
    TreeSet<String> gone = new TreeSet<>(files);
    now.forEach(gone::remove);
    TreeSet<String> added = new TreeSet<>(now);
    files.forEach(added::remove);
    assertTrue(gone.isEmpty() && added.isEmpty(), () -> "gone: " + gone + "\nadded: " + added);
  }
}

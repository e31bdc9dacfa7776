package io.jstartup.tests.systemd;

import io.jstartup.tests.rig.Await;
import io.jstartup.tests.rig.Output;
import io.jstartup.tests.rig.SystemdMachine;
import java.time.Duration;

/** The boot hook's unit in a machine. */
record Hook(SystemdMachine machine, String unit) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The hook of www's usual home. */
  static Hook of(SystemdMachine machine) {
    return new Hook(machine, "jstartup-www.service");
  }

  String property(String name) {
    return machine
        .root("systemctl", "show", "--property", name, "--value", unit)
        .expect(0)
        .stdout()
        .strip();
  }

  String state() {
    return property("ActiveState");
  }

  int supervisor() {
    return Integer.parseInt(property("MainPID"));
  }

  Output systemctl(String verb) {
    return machine.root("systemctl", verb, unit);
  }

  void awaitState(String state) {
    Await.until(unit + " to be " + state, PATIENCE, () -> state().equals(state));
  }

  /** Ends the supervisor as a crash does, and waits for the one that systemd starts in its place. */
  void crashAndAwaitSuccessor() {
    int victim = supervisor();
    machine.root("kill", "-9", Integer.toString(victim)).expect(0);
    Await.until(
        "a successor of " + victim,
        PATIENCE,
        () -> supervisor() != 0 && supervisor() != victim && state().equals("active"));
  }

  /** Changes the unit for this boot only. */
  void override(String section, String line) {
    machine
        .rootShell(
            "mkdir -p /run/systemd/system/"
                + unit
                + ".d && printf '["
                + section
                + "]\\n"
                + line
                + "\\n' >/run/systemd/system/"
                + unit
                + ".d/test.conf && systemctl daemon-reload")
        .expect(0);
  }

  /** What systemd logged about the unit, for messages of failing tests. */
  String journal() {
    return machine.root("journalctl", "--no-pager", "-u", unit).stdout();
  }
}

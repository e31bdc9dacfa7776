package io.jstartup.tests.rig;

import java.util.List;
import java.util.Map;

/** A machine whose PID 1 is systemd, with cgroup v2. */
public final class SystemdMachine extends InitMachine {
  private static final InitKind KIND =
      new InitKind(
          "systemd",
          Map.of("/run", "rw", "/run/lock", "rw"),
          "case $(systemctl is-system-running) in running | degraded) ;; *) exit 1 ;; esac",
          List.of("systemctl", "reboot"),
          InitKind.REBOOTED);

  private SystemdMachine() {
    super(KIND);
  }

  /** A new machine, booted: systemd says that it is running. */
  public static SystemdMachine boot() {
    return new SystemdMachine();
  }
}

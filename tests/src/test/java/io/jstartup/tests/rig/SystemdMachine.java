package io.jstartup.tests.rig;

import java.util.Map;

/** A machine whose PID 1 is systemd. */
public final class SystemdMachine extends InitMachine {
  private static final InitKind KIND = InitKind.systemd("systemd", Map.of());

  private static final InitKind OLD = InitKind.systemd("systemd", Map.of("CGROUP", "1"));

  private SystemdMachine(InitKind kind) {
    super(kind);
  }

  /** A new machine with cgroups v2, booted: systemd says that it is running. */
  public static SystemdMachine boot() {
    return new SystemdMachine(KIND);
  }

  /** The same with cgroups v1, where apps have no cgroup of their own. */
  public static SystemdMachine bootWithOldCgroups() {
    SystemdMachine machine = new SystemdMachine(OLD);
    machine.root("test", "!", "-e", "/sys/fs/cgroup/cgroup.controllers").expect(0);
    return machine;
  }
}

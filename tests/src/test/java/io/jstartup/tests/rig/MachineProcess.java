package io.jstartup.tests.rig;

import java.util.List;

/**
 * One process of a machine as /proc shows it. Its strings hold one character for each byte (ISO 8859-1), so that they compare byte
 * for byte.
 *
 * @param started clock ticks after boot: with the pid it tells one run from the next
 * @param cgroup its cgroup v2, from the root of the machine's tree
 */
public record MachineProcess(
    int pid,
    int parent,
    long started,
    int uid,
    String cgroup,
    List<String> argv,
    List<String> environment,
    String cwd) {

  /** Whether one of its arguments is exactly this. */
  public boolean hasArgument(String argument) {
    return argv.contains(argument);
  }

  /** Whether it is the same run of the same program. */
  public boolean sameRun(MachineProcess other) {
    return pid == other.pid && started == other.started;
  }
}

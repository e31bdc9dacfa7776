package io.jstartup.supervisor.boot;

import io.jstartup.platforms.os.CgroupTree;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.supervisor.process.EventLog;
import java.util.Optional;

/** The cgroup that the init system has delegated to the supervisor, which is the supervisor's to divide among its apps. */
public final class Delegation {
  private Delegation() {}

  /**
   * Moves the supervisor into a group of its own in it. Only below an init system: elsewhere the cgroup is somebody's session, and not
   * ours to divide.
   *
   * @return empty when nothing is delegated, or it can't be used, which is logged: then the apps get no cgroups
   */
  public static Optional<CgroupTree> enter(OperatingSystem os, EventLog log) {
    Optional<CgroupTree> tree = os.delegatedCgroup();
    try {
      if (tree.isPresent()) {
        tree.get().enterSupervisorGroup();
      }
      return tree;
    } catch (OsException e) {
      log.line("no cgroups for the apps: " + e.getMessage());
      return Optional.empty();
    }
  }
}

package io.jstartup.supervisor.process;

import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.platforms.os.TaggedProcess;
import java.util.ArrayList;
import java.util.List;

/**
 * Which processes belong to which instance, at one moment; made for one use. An app with a cgroup is what lives in that; elsewhere see
 * {@link ProcessTree}, read in one pass for all.
 */
public final class Roster {
  private final OperatingSystem os;
  private final String home;
  private ProcessTree tree;

  public Roster(OperatingSystem os, String home) {
    this.os = os;
    this.home = home;
  }

  /**
   * Its processes, the main one among them.
   *
   * @throws OsException when they can't all be told
   */
  public List<ProcessIdentity> of(Instance instance) throws OsException {
    return instance.cgroup.isPresent()
        ? inCgroup(instance)
        : tree().of(instance.uniqueId(), instance.lastPid, instance.process != null);
  }

  /** Whether a process may be the instance's, though nothing says so at this moment. */
  boolean doubtful(Instance instance) throws OsException {
    return instance.cgroup.isEmpty() && tree().hasNewOrphans();
  }

  private List<ProcessIdentity> inCgroup(Instance instance) throws OsException {
    List<ProcessIdentity> found = new ArrayList<>();
    for (int pid : instance.cgroup.orElseThrow().pids()) {
      os.identify(pid).ifPresent(found::add);
    }
    return found;
  }

  /** The process that could be this instance's main one: the oldest leader of a session that carries its id; null: none. */
  public ProcessIdentity leader(String uniqueId, long startedAfter) throws OsException {
    for (TaggedProcess process : tree().tagged(uniqueId)) {
      ProcessIdentity identity = process.identity();
      if (process.session() == identity.pid() && identity.startTime() >= startedAfter) {
        return identity;
      }
    }
    return null;
  }

  private ProcessTree tree() throws OsException {
    if (tree == null) {
      tree =
          new ProcessTree(
              os.pid(), os.tagged(AppEnvironment.UNIQUE_ID, AppEnvironment.HOME + "=" + home));
    }
    return tree;
  }
}

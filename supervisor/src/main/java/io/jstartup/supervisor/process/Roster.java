package io.jstartup.supervisor.process;

import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import io.jstartup.platforms.os.TaggedProcess;
import java.util.ArrayList;
import java.util.List;

/**
 * Which processes belong to which instance, at one moment; made for one use. An app with a cgroup is what lives in that. Elsewhere it
 * is whoever carries the instance's {@code unique_id} in its environment, with those in its session that dropped theirs; read in one
 * pass for all.
 */
public final class Roster {
  private final OperatingSystem os;
  private final String home;
  private List<TaggedProcess> tagged;

  public Roster(OperatingSystem os, String home) {
    this.os = os;
    this.home = home;
  }

  public List<ProcessIdentity> of(Instance instance) throws OsException {
    return instance.cgroup.isPresent() ? inCgroup(instance) : carrying(instance);
  }

  private List<ProcessIdentity> inCgroup(Instance instance) throws OsException {
    List<ProcessIdentity> found = new ArrayList<>();
    for (int pid : instance.cgroup.orElseThrow().pids()) {
      os.identify(pid).ifPresent(found::add);
    }
    return found;
  }

  private List<ProcessIdentity> carrying(Instance instance) {
    int session = sessionOf(instance);
    List<ProcessIdentity> found = new ArrayList<>();
    for (TaggedProcess process : tagged()) {
      boolean inSession = session != 0 && process.session() == session;
      if (inSession || instance.uniqueId().equals(process.tag())) {
        found.add(process.identity());
      }
    }
    return found;
  }

  /** 0 when the main process is gone and its number is a stranger's by now. */
  private int sessionOf(Instance instance) {
    if (instance.process != null) {
      return instance.lastPid;
    }
    for (TaggedProcess process : tagged()) {
      if (process.identity().pid() == instance.lastPid) {
        return 0;
      }
    }
    return instance.lastPid;
  }

  /** The process that could be this instance's main one: the oldest leader of a session that carries its id; null: none. */
  public ProcessIdentity leader(String uniqueId, long startedAfter) {
    for (TaggedProcess process : tagged()) {
      ProcessIdentity identity = process.identity();
      if (uniqueId.equals(process.tag())
          && process.session() == identity.pid()
          && identity.startTime() >= startedAfter) {
        return identity;
      }
    }
    return null;
  }

  private List<TaggedProcess> tagged() {
    if (tagged == null) {
      tagged = os.tagged(AppEnvironment.UNIQUE_ID, AppEnvironment.HOME + "=" + home);
    }
    return tagged;
  }
}

package io.jstartup.platforms.os;

import java.util.List;

/** The cgroup that an init system delegated to this supervisor. */
public interface CgroupTree {
  /**
   * Moves this process into the sub-cgroup {@code supervisor}, so that the delegated cgroup can have children. A spawn into an app's
   * cgroup leaves the supervisor there, as a child is born where its parent is: call this once at the end of a batch of spawns. The
   * methods of a {@link Cgroup} call it when this process is in that very one.
   */
  void enterSupervisorGroup() throws OsException;

  /** The app's sub-cgroup; made when the app is spawned into it. The name is refused unless it is {@code [A-Za-z0-9._-]+}. */
  Cgroup app(String name);

  /** As {@link #app}, and the cgroup exists from now on. */
  default Cgroup made(String name) throws OsException {
    throw new UnsupportedOperationException("cgroups can't be made here");
  }

  /** The processes directly in the delegated cgroup or in its {@code supervisor}: a supervisor, if there is one. */
  List<Integer> supervisorPids() throws OsException;

  /** The app sub-cgroups ({@code app-...}) that exist now. */
  List<Cgroup> apps() throws OsException;
}

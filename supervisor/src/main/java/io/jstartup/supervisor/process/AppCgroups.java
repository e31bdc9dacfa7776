package io.jstartup.supervisor.process;

import io.jstartup.platforms.os.Cgroup;
import io.jstartup.platforms.os.CgroupTree;
import io.jstartup.platforms.os.OsException;
import java.util.Optional;

/** Which cgroup is an app's own, where apps get some. What fails is logged; what can't be read counts as empty. On the loop's thread. */
final class AppCgroups {
  private final Optional<CgroupTree> tree;
  private final EventLog log;

  AppCgroups(Optional<CgroupTree> tree, EventLog log) {
    this.tree = tree;
    this.log = log;
  }

  static String name(Instance instance) {
    return "app-" + instance.uniqueId();
  }

  /** Where its processes are to live, whether or not that is there; empty where apps get no cgroups. */
  Optional<Cgroup> of(Instance instance) {
    return tree.map(groups -> groups.app(name(instance)));
  }

  /** Back to the supervisor's own: a child is born where its parent is, so it has been in the apps'. */
  void leave() {
    try {
      if (tree.isPresent()) {
        tree.get().enterSupervisorGroup();
      }
    } catch (OsException e) {
      log.line("cannot leave an app's cgroup: " + e.getMessage());
    }
  }

  /** The app's cgroup when this process is in it. */
  Optional<Cgroup> holding(Instance instance, int pid) {
    try {
      Optional<Cgroup> group = of(instance);
      return group.isPresent() && group.get().pids().contains(pid) ? group : Optional.empty();
    } catch (OsException e) {
      log.line(instance, "cannot read its cgroup: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** The app's cgroup when a run that has ended left processes in it. */
  Optional<Cgroup> left(Instance instance) {
    Optional<Cgroup> group = of(instance);
    return group.isPresent() && populated(instance, group.get()) ? group : Optional.empty();
  }

  /** Whether a process lives in its cgroup; false when it has none. */
  boolean inhabited(Instance instance) {
    return instance.cgroup.isPresent() && populated(instance, instance.cgroup.get());
  }

  private boolean populated(Instance instance, Cgroup group) {
    try {
      return group.populated();
    } catch (OsException e) {
      log.line(instance, "cannot read its cgroup: " + e.getMessage());
      return false;
    }
  }

  /** Nothing when it has none. */
  void remove(Instance instance) {
    try {
      if (instance.cgroup.isPresent()) {
        instance.cgroup.get().remove();
      }
    } catch (OsException e) {
      log.line(instance, "cannot remove its cgroup: " + e.getMessage());
    }
  }
}

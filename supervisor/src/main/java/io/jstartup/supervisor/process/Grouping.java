package io.jstartup.supervisor.process;

import io.jstartup.platforms.os.Cgroup;
import io.jstartup.platforms.os.CgroupTree;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.ProcessIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Apps that were started elsewhere and adopted by a boot hook's supervisor live outside of its cgroups, and only root can move them.
 * This makes the cgroups, tells who is to be moved, and takes note of who has been.
 */
final class Grouping {
  private final Instances instances;
  private final OperatingSystem os;
  private final String home;
  private final Optional<CgroupTree> cgroups;

  Grouping(Instances instances, OperatingSystem os, String home, Optional<CgroupTree> cgroups) {
    this.instances = instances;
    this.os = os;
    this.home = home;
    this.cgroups = cgroups;
  }

  /** Empty when all are where they belong, or nothing was delegated. */
  List<Outside> look() throws OsException {
    List<Outside> outside = new ArrayList<>();
    Roster roster = new Roster(os, home);
    for (Instance instance : instances.all()) {
      if (cgroups.isPresent() && instance.process != null && instance.cgroup.isEmpty()) {
        look(instance, roster).ifPresent(outside::add);
      }
    }
    return outside;
  }

  private Optional<Outside> look(Instance instance, Roster roster) throws OsException {
    Cgroup group = cgroups.orElseThrow().made(AppCgroups.name(instance));
    List<Integer> inside = group.pids();
    List<ProcessIdentity> left = new ArrayList<>(roster.of(instance));
    if (left.stream().noneMatch(it -> it.pid() == instance.pid())) {
      left.add(instance.process.identity());
    }
    left.removeIf(process -> inside.contains(process.pid()));
    if (left.isEmpty()) {
      instance.cgroup = Optional.of(group);
      return Optional.empty();
    }
    return Optional.of(new Outside(group.name(), left));
  }
}

package io.jstartup.platforms.os.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnCgroupTest {
  private static final String UNIFIED =
      "30 24 0:26 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate\n";
  private static final String HYBRID =
      "32 24 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
          + "31 24 0:26 / /sys/fs/cgroup/unified rw shared:10 - cgroup2 cgroup2 rw\n";
  private static final String BOUND =
      "40 24 0:26 /docker/1 /sys/fs/cgroup ro - cgroup2 cgroup rw\n";

  @Test
  void theUnifiedHierarchyIsTheLineWithNoControllers() {
    String file = "2:cpu:/other\n0::/system.slice/a:b.service\n";
    assertEquals(Optional.of("/system.slice/a:b.service"), OwnCgroup.path(file));
    assertEquals(Optional.empty(), OwnCgroup.path("2:cpu:/other\n1:name=systemd:/x\n"));
  }

  @Test
  void fromInsideTheSupervisorsOrSystemdsOwnGroupItIsTheOneAbove() {
    assertEquals("/s/x.service", OwnCgroup.delegatedAbove("/s/x.service"));
    assertEquals("/s/x.service", OwnCgroup.delegatedAbove("/s/x.service/supervisor"));
    assertEquals("/s/x.service", OwnCgroup.delegatedAbove("/s/x.service/.control"));
    assertEquals("/s/my-supervisor", OwnCgroup.delegatedAbove("/s/my-supervisor"));
  }

  @Test
  void theFolderIsBelowTheMountThatShowsIt() {
    assertEquals(Optional.of("/sys/fs/cgroup/s/x"), OwnCgroup.folder(UNIFIED, "/s/x"));
    assertEquals(Optional.of("/sys/fs/cgroup/unified/s/x"), OwnCgroup.folder(HYBRID, "/s/x"));
    assertEquals(Optional.of("/sys/fs/cgroup/s"), OwnCgroup.folder(BOUND, "/docker/1/s"));
    assertEquals(Optional.empty(), OwnCgroup.folder(BOUND, "/docker/12/s"));
    assertEquals(Optional.empty(), OwnCgroup.folder("", "/s/x"));
  }

  @Test
  void theRootOfAllIsNotDelegated() {
    assertEquals(Optional.empty(), OwnCgroup.folder(UNIFIED, "/"));
  }
}

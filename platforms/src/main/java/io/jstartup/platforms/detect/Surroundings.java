package io.jstartup.platforms.detect;

import io.jstartup.platforms.detect.Evidence.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What says that no init system of its own may run here: a container, WSL, a changed root folder. */
final class Surroundings {
  static final String CONTAINER = "container";
  static final String WSL = "wsl";
  static final String CHROOT = "chroot";

  private static final Set<String> CONTAINER_INITS =
      Set.of(
          "tini", "dumb-init", "docker-init", "catatonit", "pause", "sh", "bash", "java", "node");
  private static final List<String> CONTAINER_CGROUPS =
      List.of("docker", "kubepods", "lxc", "libpod");

  private Surroundings() {}

  static List<Evidence> of(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    if (facts.isChangedRoot().orElse(false)) {
      seen.add(new Evidence(CHROOT, Weight.RUNNING, "our root folder is not PID 1's"));
    }
    wsl(facts, seen);
    container(facts, seen);
    return seen;
  }

  private static void wsl(MachineFacts facts, List<Evidence> seen) {
    if (facts.text("/proc/sys/kernel/osrelease").toLowerCase(Locale.ROOT).contains("microsoft")) {
      seen.add(new Evidence(WSL, Weight.LIKELY, "the kernel's release names Microsoft"));
    } else if (facts.exists("/run/WSL")) {
      seen.add(new Evidence(WSL, Weight.LIKELY, "/run/WSL exists"));
    }
  }

  private static void container(MachineFacts facts, List<Evidence> seen) {
    for (String mark :
        List.of("/.dockerenv", "/run/.containerenv", "/run/host/container-manager")) {
      if (facts.exists(mark)) {
        seen.add(new Evidence(CONTAINER, Weight.LIKELY, mark + " exists"));
      }
    }
    if (facts.hasVariable("KUBERNETES_SERVICE_HOST")) {
      seen.add(new Evidence(CONTAINER, Weight.LIKELY, "KUBERNETES_SERVICE_HOST is set"));
    }
    if (("\0" + facts.text("/proc/1/environ")).contains("\0container=")) {
      seen.add(new Evidence(CONTAINER, Weight.LIKELY, "PID 1 has the variable 'container'"));
    }
    String cgroup = facts.text("/proc/1/cgroup");
    CONTAINER_CGROUPS.stream()
        .filter(cgroup::contains)
        .forEach(
            n -> seen.add(new Evidence(CONTAINER, Weight.LIKELY, "PID 1's cgroup names " + n)));
    if (CONTAINER_INITS.contains(facts.initName())) {
      seen.add(new Evidence(CONTAINER, Weight.LIKELY, "PID 1 is '" + facts.initName() + "'"));
    }
  }
}

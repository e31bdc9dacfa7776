package io.jstartup.platforms;

import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import java.util.ArrayList;
import java.util.List;

/** busybox init with its rcS. OpenRC runs under it too and is the stronger evidence then. */
final class Busybox implements InitSystem {
  @Override
  public String id() {
    return "busybox";
  }

  @Override
  public String displayName() {
    return "busybox init";
  }

  @Override
  public List<String> aliases() {
    return List.of();
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    boolean busybox = facts.linksTo("/sbin/init", "busybox") || facts.initName().equals("busybox");
    boolean init = facts.initName().equals("init") || facts.initName().equals("busybox");
    if (busybox && init && facts.exists("/etc/inittab")) {
      seen.add(new Evidence(id(), Weight.LIKELY, "PID 1 is busybox' init and /etc/inittab exists"));
    }
    return seen;
  }
}

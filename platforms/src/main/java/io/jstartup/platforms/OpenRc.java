package io.jstartup.platforms;

import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import java.util.ArrayList;
import java.util.List;

/** OpenRC, whatever PID 1 it runs under. See openrc(8). */
final class OpenRc implements InitSystem {
  @Override
  public String id() {
    return "openrc";
  }

  @Override
  public String displayName() {
    return "OpenRC";
  }

  @Override
  public List<String> aliases() {
    return List.of("gentoo", "alpine");
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    for (String mark : List.of("/run/openrc/softlevel", "/lib/rc/init.d/softlevel")) {
      if (facts.exists(mark)) {
        seen.add(new Evidence(id(), Weight.RUNNING, mark + " exists"));
      }
    }
    if (seen.isEmpty() && facts.isFolder("/run/openrc")) {
      seen.add(new Evidence(id(), Weight.LIKELY, "/run/openrc is a folder"));
    }
    facts
        .tool("rc-update")
        .ifPresent(tool -> seen.add(new Evidence(id(), Weight.INSTALLED, tool + " exists")));
    return seen;
  }
}

package io.jstartup.platforms;

import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import java.util.ArrayList;
import java.util.List;

/** s6 with s6-svscan as PID 1. See s6-svscan(8). */
final class S6 implements InitSystem {
  @Override
  public String id() {
    return "s6";
  }

  @Override
  public String displayName() {
    return "s6";
  }

  @Override
  public List<String> aliases() {
    return List.of("s6-rc");
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    if (facts.initName().equals("s6-svscan")) {
      seen.add(new Evidence(id(), Weight.RUNNING, "PID 1 is 's6-svscan'"));
    }
    facts
        .tool("s6-svscan")
        .ifPresent(tool -> seen.add(new Evidence(id(), Weight.INSTALLED, tool + " exists")));
    return seen;
  }
}

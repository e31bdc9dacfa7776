package io.jstartup.platforms;

import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import java.util.ArrayList;
import java.util.List;

/** runit. See runsvdir(8). */
final class Runit implements InitSystem {
  @Override
  public String id() {
    return "runit";
  }

  @Override
  public String displayName() {
    return "runit";
  }

  @Override
  public List<String> aliases() {
    return List.of();
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    if (facts.initName().equals("runit")) {
      seen.add(new Evidence(id(), Weight.RUNNING, "PID 1 is 'runit'"));
    }
    if (facts.initHasChild("runsvdir")) {
      seen.add(new Evidence(id(), Weight.LIKELY, "'runsvdir' is a child of PID 1"));
    }
    facts
        .tool("runsvdir")
        .ifPresent(tool -> seen.add(new Evidence(id(), Weight.INSTALLED, tool + " exists")));
    return seen;
  }
}

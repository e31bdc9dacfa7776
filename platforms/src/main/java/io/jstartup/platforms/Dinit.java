package io.jstartup.platforms;

import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import java.util.ArrayList;
import java.util.List;

/** dinit. See dinit-service(5). */
final class Dinit implements InitSystem {
  @Override
  public String id() {
    return "dinit";
  }

  @Override
  public String displayName() {
    return "dinit";
  }

  @Override
  public List<String> aliases() {
    return List.of();
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    if (facts.initName().equals("dinit")) {
      seen.add(new Evidence(id(), Weight.RUNNING, "PID 1 is 'dinit'"));
    }
    facts
        .tool("dinitctl")
        .ifPresent(tool -> seen.add(new Evidence(id(), Weight.INSTALLED, tool + " exists")));
    return seen;
  }
}

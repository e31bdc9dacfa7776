package io.jstartup.platforms;

import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import java.util.ArrayList;
import java.util.List;

/** OpenBSD. See rc.d(8), rcctl(8). */
final class OpenBsdRc implements InitSystem {
  @Override
  public String id() {
    return "rcd-openbsd";
  }

  @Override
  public String displayName() {
    return "OpenBSD rc.d";
  }

  @Override
  public List<String> aliases() {
    return List.of("openbsd");
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    if (facts.osName().equals("OpenBSD")) {
      seen.add(new Evidence(id(), Weight.RUNNING, "the system is " + facts.osName()));
    }
    facts
        .tool("rcctl")
        .ifPresent(tool -> seen.add(new Evidence(id(), Weight.INSTALLED, tool + " exists")));
    return seen;
  }
}

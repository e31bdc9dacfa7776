package io.jstartup.platforms;

import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import java.util.ArrayList;
import java.util.List;

/** Solaris and illumos. See smf(7). */
final class Smf implements InitSystem {
  @Override
  public String id() {
    return "smf";
  }

  @Override
  public String displayName() {
    return "SMF";
  }

  @Override
  public List<String> aliases() {
    return List.of("sunos", "solaris", "illumos");
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    if (facts.osName().equals("SunOS")) {
      seen.add(new Evidence(id(), Weight.RUNNING, "the system is " + facts.osName()));
    }
    facts
        .tool("svcadm")
        .ifPresent(tool -> seen.add(new Evidence(id(), Weight.INSTALLED, tool + " exists")));
    return seen;
  }
}

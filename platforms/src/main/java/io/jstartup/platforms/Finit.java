package io.jstartup.platforms;

import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import java.util.ArrayList;
import java.util.List;

/** finit. See finit.conf(5). */
final class Finit implements InitSystem {
  @Override
  public String id() {
    return "finit";
  }

  @Override
  public String displayName() {
    return "finit";
  }

  @Override
  public List<String> aliases() {
    return List.of();
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    if (facts.initName().equals("finit") || facts.initCommand().equals("finit")) {
      seen.add(new Evidence(id(), Weight.RUNNING, "PID 1 is 'finit'"));
    }
    if (facts.exists("/etc/finit.conf")) {
      seen.add(new Evidence(id(), Weight.INSTALLED, "/etc/finit.conf exists"));
    }
    return seen;
  }
}

package io.jstartup.platforms;

import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import java.util.ArrayList;
import java.util.List;

/** NetBSD. See rc.d(8). */
final class NetBsdRc implements InitSystem {
  @Override
  public String id() {
    return "rcd-netbsd";
  }

  @Override
  public String displayName() {
    return "NetBSD rc.d";
  }

  @Override
  public List<String> aliases() {
    return List.of("netbsd");
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    if (facts.osName().equals("NetBSD")) {
      seen.add(new Evidence(id(), Weight.RUNNING, "the system is " + facts.osName()));
    }
    return seen;
  }
}

package io.jstartup.platforms;

import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import java.util.ArrayList;
import java.util.List;

/** FreeBSD and DragonFly. See rc(8), rc.subr(8). */
final class FreeBsdRc implements InitSystem {
  @Override
  public String id() {
    return "rcd";
  }

  @Override
  public String displayName() {
    return "FreeBSD rc.d";
  }

  @Override
  public List<String> aliases() {
    return List.of("freebsd", "dragonfly");
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    if (facts.osName().equals("FreeBSD") || facts.osName().equals("DragonFlyBSD")) {
      seen.add(new Evidence(id(), Weight.RUNNING, "the system is " + facts.osName()));
    }
    facts
        .tool("sysrc")
        .ifPresent(tool -> seen.add(new Evidence(id(), Weight.INSTALLED, tool + " exists")));
    return seen;
  }
}

package io.jstartup.platforms;

import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import java.util.ArrayList;
import java.util.List;

/** upstart, as of Ubuntu until 14.10 and RHEL 6. See init(5) of upstart. Jobs alone prove nothing: Debian shipped them without it. */
final class Upstart implements InitSystem {
  @Override
  public String id() {
    return "upstart";
  }

  @Override
  public String displayName() {
    return "upstart";
  }

  @Override
  public List<String> aliases() {
    return List.of("ubuntu14", "ubuntu12");
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    boolean tools = facts.exists("/sbin/initctl") && facts.holds("/etc/init", ".conf");
    if (tools && facts.initName().equals("init")) {
      seen.add(
          new Evidence(
              id(), Weight.RUNNING, "PID 1 is 'init', with /sbin/initctl and jobs in /etc/init"));
    } else if (tools) {
      seen.add(new Evidence(id(), Weight.INSTALLED, "/sbin/initctl and jobs in /etc/init exist"));
    }
    return seen;
  }
}

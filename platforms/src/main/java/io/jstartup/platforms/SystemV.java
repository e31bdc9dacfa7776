package io.jstartup.platforms;

import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.Evidence.Weight;
import io.jstartup.platforms.detect.MachineFacts;
import java.util.ArrayList;
import java.util.List;

/** System V init with LSB init scripts. Other init systems keep its name for PID 1 and its tools, so this is never certain. */
final class SystemV implements InitSystem {
  @Override
  public String id() {
    return "systemv";
  }

  @Override
  public String displayName() {
    return "System V init";
  }

  @Override
  public List<String> aliases() {
    return List.of("sysv", "sysvinit", "amazon", "centos6");
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    List<Evidence> seen = new ArrayList<>();
    boolean busybox = facts.linksTo("/sbin/init", "busybox");
    if (facts.initName().equals("init") && facts.exists("/etc/inittab") && !busybox) {
      seen.add(new Evidence(id(), Weight.LIKELY, "PID 1 is 'init' and /etc/inittab exists"));
    }
    for (String name : List.of("update-rc.d", "chkconfig", "insserv")) {
      facts
          .tool(name)
          .ifPresent(tool -> seen.add(new Evidence(id(), Weight.INSTALLED, tool + " exists")));
    }
    return seen;
  }
}

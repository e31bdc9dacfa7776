package io.jstartup.platforms.systemd.apps;

import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.service.ServicePlan;
import io.jstartup.platforms.service.ServiceTarget;
import io.jstartup.platforms.service.ServiceWish;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;

/** Apps as units of systemd. */
public final class SystemdServices implements ServiceTarget {
  @Override
  public String id() {
    return "systemd";
  }

  @Override
  public ServicePlan plan(ServiceWish wish, MachineFacts facts, int version) {
    return AppUnits.planWithRunner(wish, version);
  }

  @Override
  public String service(String group, String app, int number) {
    return AppUnits.service(group, app, number);
  }

  @Override
  public Set<String> started(String group, Function<Path, String> read) {
    return AppUnits.started(group, read);
  }
}

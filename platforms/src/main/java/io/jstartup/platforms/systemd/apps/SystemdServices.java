package io.jstartup.platforms.systemd.apps;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.service.ServicePlan;
import io.jstartup.platforms.service.ServiceTarget;
import io.jstartup.platforms.service.ServiceWish;
import io.jstartup.platforms.systemd.UserManager;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;

/** Apps as units of systemd: of the system's manager, or of a user's own. */
public final class SystemdServices implements ServiceTarget {
  private final boolean ofUser;

  private SystemdServices(boolean ofUser) {
    this.ofUser = ofUser;
  }

  public static SystemdServices ofSystem() {
    return new SystemdServices(false);
  }

  /** Of the hook's user, with that user's rights alone. */
  public static SystemdServices ofUser() {
    return new SystemdServices(true);
  }

  @Override
  public String id() {
    return ofUser ? "systemd-user" : "systemd";
  }

  @Override
  public ServicePlan plan(ServiceWish wish, MachineFacts facts, int version) {
    UnitScope scope = ofUser ? UnitScope.ofUser(wish.hook(), facts) : UnitScope.ofSystem(facts);
    return AppUnits.planWithRunner(wish, version, scope);
  }

  @Override
  public String service(String group, String app, int number) {
    return AppUnits.service(group, app, number);
  }

  @Override
  public Set<String> started(BootHook hook, String group, Function<Path, String> read) {
    Path units = ofUser ? UserManager.units(hook.userHome()) : UnitScope.OF_SYSTEM;
    return AppUnits.started(units, group, read);
  }
}

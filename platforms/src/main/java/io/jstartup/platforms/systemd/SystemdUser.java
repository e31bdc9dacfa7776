package io.jstartup.platforms.systemd;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import io.jstartup.platforms.HookPlan;
import io.jstartup.platforms.InitSystem;
import io.jstartup.platforms.detect.Evidence;
import io.jstartup.platforms.detect.MachineFacts;
import io.jstartup.platforms.service.ServiceTarget;
import io.jstartup.platforms.systemd.apps.SystemdServices;
import java.util.List;
import java.util.Optional;

/**
 * The manager that systemd runs for one user: user@.service(5). It starts at boot for a user who lingers, loginctl(1), else with the
 * first login.
 */
public final class SystemdUser implements InitSystem {
  private final Systemd system = new Systemd();

  @Override
  public String id() {
    return "systemd-user";
  }

  @Override
  public String displayName() {
    return "systemd --user";
  }

  @Override
  public List<String> aliases() {
    return List.of();
  }

  @Override
  public List<Evidence> evidence(MachineFacts facts) {
    return system.evidence(facts);
  }

  @Override
  public Optional<Command> versionQuery() {
    return system.versionQuery();
  }

  @Override
  public int version(CommandOutput answer) {
    return system.version(answer);
  }

  @Override
  public ServiceTarget services() {
    return SystemdServices.ofUser();
  }

  @Override
  public HookPlan plan(BootHook hook, MachineFacts facts, int version) {
    Systemd.requireKnown(version);
    return new UserUnitPlan(hook, facts, version).plan();
  }
}

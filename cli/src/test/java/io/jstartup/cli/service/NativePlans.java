package io.jstartup.cli.service;

import static io.jstartup.cli.service.NativeApps.instances;
import static io.jstartup.cli.service.NativeApps.wish;
import static io.jstartup.cli.service.NativeApps.wishOfUser;

import io.jstartup.model.SavedInstance;
import io.jstartup.platforms.InitSystems;
import io.jstartup.platforms.service.ServicePlan;
import io.jstartup.platforms.systemd.apps.AppUnits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** What an init system makes of apps, on a machine that has what it needs. */
abstract class NativePlans {
  @TempDir Path machine;

  static ServicePlan plan(List<SavedInstance> instances, int version) {
    return AppUnits.plan(wish(instances), version);
  }

  ServicePlan ofUser(List<SavedInstance> instances, int version) throws IOException {
    return InitSystems.ofPlan("systemd-user")
        .services()
        .plan(wishOfUser(instances), NativeMachines.facts(machine), version);
  }

  ServicePlan scripts(String init, List<SavedInstance> instances) throws IOException {
    return InitSystems.named(init)
        .services()
        .plan(wish(instances), NativeMachines.facts(machine), 0);
  }
}

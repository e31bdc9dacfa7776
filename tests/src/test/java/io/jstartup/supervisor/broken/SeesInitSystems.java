package io.jstartup.supervisor.broken;

import io.jstartup.generator.broken.Hook;
import io.jstartup.platforms.broken.InitSystem;

/** Breaks house rules, for the test that they see it: the supervisor knows neither init systems nor the generator. */
public final class SeesInitSystems {
  public String breakTheRules(InitSystem initSystem, Hook hook) {
    return initSystem.toString() + hook;
  }
}

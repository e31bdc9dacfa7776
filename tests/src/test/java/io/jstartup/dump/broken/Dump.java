package io.jstartup.dump.broken;

import io.jstartup.platforms.broken.InitSystem;

/** Breaks house rules, for the test that they see it: a cycle with {@link InitSystem}. */
public final class Dump {
  public String breakTheRules(InitSystem initSystem) {
    return initSystem.toString();
  }
}

package io.jstartup.platforms.broken;

import io.jstartup.dump.broken.Dump;

/** Breaks house rules, for the test that they see it: platforms and the dump store never see each other. */
public final class InitSystem {
  public String breakTheRules(Dump dump) {
    return dump.toString();
  }
}

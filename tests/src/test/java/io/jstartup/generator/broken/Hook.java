package io.jstartup.generator.broken;

import io.jstartup.dump.broken.Dump;

/** Breaks house rules, for the test that they see it: the generator does not see the dump store. */
public final class Hook {
  public String breakTheRules(Dump dump) {
    return dump.toString();
  }
}

package io.jstartup.generator;

import java.util.Optional;

/**
 * What is installed, against what would be installed now.
 *
 * @param serviceName the installed hook's service; empty when none is installed
 * @param diff unified diff from what is installed to what would be; empty when nothing is installed or it is current
 */
public record HookState(Kind kind, Optional<String> serviceName, String diff) {
  /** The answers. */
  public enum Kind {
    NOT_INSTALLED,
    CURRENT,

    /** As it would be now, but for less time to stop than the saved apps need. */
    SHORT_OF_TIME,
    DIFFERS
  }

  static HookState notInstalled() {
    return new HookState(Kind.NOT_INSTALLED, Optional.empty(), "");
  }
}

package io.jstartup.cli.boot;

import io.jstartup.generator.HookState;
import java.util.Optional;

/**
 * What {@code startup} answers where there is a hook of the caller's own: never that a second one, the system's, is needed.
 *
 * @param text for the reader
 * @param command what is left to do; empty: nothing is
 */
record OwnAnswer(String text, Optional<String> command) {

  /**
   * The answer.
   *
   * @param own what is installed
   * @param when the apps come back by it
   * @param update installs it anew
   * @param forRoot without which they come back with the first login only; empty when there is none
   */
  static OwnAnswer of(HookState own, String when, String update, Optional<String> forRoot) {
    String service = own.serviceName().orElseThrow();
    return switch (own.kind()) {
      case NOT_INSTALLED -> throw new IllegalArgumentException("there is none");
      case DIFFERS -> outdated(service, "differs from what it would be now", update);
      case SHORT_OF_TIME ->
          outdated(service, "gives the saved apps too little time to stop", update);
      case CURRENT -> new OwnAnswer(current(service, when) + rest(forRoot), forRoot);
    };
  }

  /** Of the system's hook as well. */
  static String current(String service, String when) {
    return "the boot hook is installed and current (" + service + "): saved apps come back " + when;
  }

  private static OwnAnswer outdated(String service, String why, String update) {
    return new OwnAnswer(
        "Your own boot hook (" + service + ") " + why + ". Update it with:", Optional.of(update));
  }

  private static String rest(Optional<String> forRoot) {
    return forRoot.isPresent() ? ". " + OwnStartup.FOR_ROOT : "";
  }
}

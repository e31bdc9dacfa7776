package io.jstartup.platforms.service;

import io.jstartup.model.hook.BootHook;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.StopLimit;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Makes sure that an app's runner has ended, before its home is deleted and the supervisor starts the app: an init system may take a service
 * for stopped whose script it has killed. The process table is asked, as the home is another user's to write.
 */
final class RunnerGone {
  /** One that there is no pgrep(1) to ask about is taken for gone. */
  private static final String ASK =
      "left=$3; while found=$(pgrep -f \"$1\"); do"
          + " if [ $left = 0 ]; then echo \"service '$2' still runs: process\" $found, which its init system"
          + " has lost track of. End it, and run the same command again >&2; exit 1; fi;"
          + " left=$((left - 1)); sleep 1; done";

  private RunnerGone() {}

  /** Waits for as long as a stop may take. */
  static Command of(BootHook hook, Path state) {
    String words = "exec --settle --home " + state + " -";
    String pattern = words.replaceAll("[^A-Za-z0-9_/ @-]", "\\\\$0") + "$";
    long seconds = StopLimit.secondsWithSweep(hook);
    return Command.of("sh", "-c", ASK, "sh", pattern, hook.serviceName(), Long.toString(seconds))
        .within(Duration.ofSeconds(2 * seconds + 10)); // what it looks for takes its time, too
  }
}

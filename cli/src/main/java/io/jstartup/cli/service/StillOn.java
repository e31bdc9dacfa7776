package io.jstartup.cli.service;

import io.jstartup.generator.Outcome;
import io.jstartup.model.Problem;
import io.jstartup.platforms.Command;
import java.util.ArrayList;
import java.util.List;

/** Services that could not be stopped. Their apps may not be started elsewhere: they would run twice. */
final class StillOn {
  private StillOn() {}

  /** What is wrong with a forced removal, so that the apps can't be given back; empty: they can. */
  static List<Problem> problems(Outcome removal, boolean own) {
    List<Problem> problems = new ArrayList<>();
    removal
        .failed()
        .forEach(failure -> problems.add(new Problem("a service may still run", failure)));
    if (!problems.isEmpty()) {
      problems.add(notGivenBack(own));
    }
    return problems;
  }

  static Problem notGivenBack(boolean own) {
    return new Problem(
        "the supervisor starts none of the apps",
        "what may still run as a service would run twice",
        "stop the services with "
            + (own ? "'systemctl --user stop'" : "the init system's own command")
            + "; then '"
            + again(own)
            + "' once more, and as the apps' user 'jstartup restart'");
  }

  /** The command that finishes what was left undone. */
  static String again(boolean own) {
    return own ? "jstartup native remove --user" : "jstartup native remove";
  }

  /** What is left to do, as services that may still run need it. */
  static Problem lingering(Command off) {
    return new Problem(
        "the user lingers on", "the services that may still run need it", "after that run: " + off);
  }
}

package io.jstartup.cli.service;

import io.jstartup.generator.Outcome;
import io.jstartup.model.Problem;
import java.util.ArrayList;
import java.util.List;

/** Services that could not be stopped. Their apps may not be started elsewhere: they would run twice. */
final class StillOn {
  private StillOn() {}

  /** What is wrong with a forced removal, so that the apps can't be given back; empty: they can. */
  static List<Problem> problems(Outcome removal) {
    List<Problem> problems = new ArrayList<>();
    removal
        .failed()
        .forEach(failure -> problems.add(new Problem("a service may still run", failure)));
    if (!problems.isEmpty()) {
      problems.add(notGivenBack());
    }
    return problems;
  }

  static Problem notGivenBack() {
    return new Problem(
        "the supervisor starts none of the apps",
        "what may still run as a service would run twice",
        "stop the services with the init system's own command; then 'jstartup native remove' once more, and as"
            + " the apps' user 'jstartup restart'");
  }
}

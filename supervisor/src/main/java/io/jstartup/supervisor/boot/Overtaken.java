package io.jstartup.supervisor.boot;

import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.process.EventLog;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A boot whose supervisor was overtaken by one that somebody started by hand: that one knows nothing of the saved list, and the saved
 * apps must come back all the same. They run below it until it ends; only then can the boot hook have them.
 */
public final class Overtaken {
  private Overtaken() {}

  /** Asks the faster supervisor to resurrect; what it can't is logged. */
  public static void bringBackSaved(HomeLayout home, EventLog log) throws IOException {
    Optional<SupervisorClient> other = SupervisorClient.connect(home.socket());
    if (other.isEmpty()) {
      log.line("it does not answer, so the saved apps are not started");
      return;
    }
    try (SupervisorClient client = other.get()) {
      Outcome outcome = client.resurrect(SupervisorClient.QUIET);
      log.line("it was asked for the saved apps and has started " + outcome.processes().size());
      tell(outcome.problems(), log);
      log.line("to have them below this service: run 'jstartup kill', then start this service");
    } catch (ProblemsException e) {
      tell(e.problems(), log);
    }
  }

  private static void tell(List<Problem> problems, EventLog log) {
    problems.forEach(problem -> log.line("warning: " + problem.message()));
  }
}

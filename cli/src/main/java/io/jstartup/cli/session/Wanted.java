package io.jstartup.cli.session;

import io.jstartup.cli.units.UnitRows;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.supervisor.client.Descriptions;
import io.jstartup.supervisor.client.SupervisorClient;
import java.util.List;

/** What targets mean. */
public final class Wanted {
  private Wanted() {}

  /** Asks the running supervisor for all that is known of them; without one nothing is listed, and none is started. */
  public static Descriptions describe(Session session, List<String> targets) {
    try (SupervisorClient client = session.running().orElse(null)) {
      return client == null
          ? new Descriptions(List.of(), nothingListed(session, targets))
          : withUnits(client.describe(targets), session.home());
    }
  }

  private static Descriptions withUnits(Descriptions found, HomeLayout home) {
    return new Descriptions(UnitRows.described(found.instances(), home), found.problems());
  }

  /** The problem of each target when no supervisor runs. */
  public static List<Problem> nothingListed(Session session, List<String> targets) {
    String why = "no supervisor runs for '" + session.home().home() + "', so nothing is listed";
    String remedy = "start an app with jstartup start, or the saved ones with jstartup resurrect";
    return targets.stream()
        .map(
            target ->
                new Problem(
                    target.equals("all")
                        ? "cannot find any app"
                        : "no process or namespace '" + target + "'",
                    why,
                    remedy))
        .toList();
  }
}

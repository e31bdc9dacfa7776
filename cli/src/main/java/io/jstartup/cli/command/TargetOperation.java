package io.jstartup.cli.command;

import io.jstartup.cli.session.ProgressLine;
import io.jstartup.cli.session.Results;
import io.jstartup.cli.session.Session;
import io.jstartup.cli.session.Wanted;
import io.jstartup.cli.units.UnitOperation;
import io.jstartup.cli.units.UnitRows;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.Progress;
import io.jstartup.supervisor.client.SupervisorClient;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Does something to processes that are listed, and shows the list as it is then. */
public record TargetOperation(Session session, String doing, boolean json) {
  /** {@code resurrect}: starts what is saved and not listed yet, and a supervisor when none runs. Gives the exit code. */
  public static int resurrect(Session session, boolean json) {
    try (SupervisorClient client = session.supervisor()) {
      TargetOperation operation = new TargetOperation(session, "starting", json);
      Outcome outcome = operation.outcome(client, SupervisorClient::resurrect);
      int code = Results.show(session, outcome, json);
      if (!json) {
        Results.tableAlone(session, UnitRows.of(client.list(), session.home()));
      }
      return code;
    }
  }

  /** As {@link #resurrect(Session, boolean)}, from an older list; an unknown one starts no supervisor. */
  static int resurrect(Session session, String generation, boolean json) {
    session.savedList().load(generation);
    try (SupervisorClient client = session.supervisor()) {
      return new TargetOperation(session, "starting", json)
          .run(client, (it, progress) -> it.resurrect(generation, progress));
    }
  }

  /** Asks the running supervisor. Without one nothing is listed, and none is started. */
  int run(
      List<String> targets, BiFunction<SupervisorClient, Consumer<Progress>, Outcome> operation) {
    try (SupervisorClient client = session.running().orElse(null)) {
      return client == null ? nothingListed(targets) : run(client, operation);
    }
  }

  /** With the supervisor that is there, or was just started. */
  int run(
      SupervisorClient client,
      BiFunction<SupervisorClient, Consumer<Progress>, Outcome> operation) {
    Outcome outcome = outcome(client, operation);
    int code = Results.show(session, outcome, json);
    if (!json && !didNothing(outcome)) {
      Results.table(session, UnitRows.of(client.list(), session.home()));
    }
    return code;
  }

  /** Then a table would only push off the screen why. */
  private static boolean didNothing(Outcome outcome) {
    return !outcome.ok() && outcome.processes().isEmpty();
  }

  private Outcome outcome(
      SupervisorClient client,
      BiFunction<SupervisorClient, Consumer<Progress>, Outcome> operation) {
    client.leaveServices();
    try (ProgressLine progress = new ProgressLine(session.console(), doing)) {
      String verb = doing.equals("stopping") ? "stop" : "restart";
      return UnitOperation.complete(operation.apply(client, progress), verb, session.home());
    }
  }

  private int nothingListed(List<String> targets) {
    Outcome outcome = new Outcome(List.of(), Wanted.nothingListed(session, targets));
    return Results.show(session, outcome, json);
  }
}

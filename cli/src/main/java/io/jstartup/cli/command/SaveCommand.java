package io.jstartup.cli.command;

import io.jstartup.cli.boot.StopTime;
import io.jstartup.cli.output.DiffText;
import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Results;
import io.jstartup.cli.session.Session;
import io.jstartup.dump.ListDiff;
import io.jstartup.dump.LoadResult;
import io.jstartup.dump.SaveResult;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.SavedInstance;
import io.jstartup.supervisor.client.SupervisorClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code save}. */
@Command(
    name = "save",
    aliases = "dump",
    header = "Save the list of processes: what is listed now comes back after a boot.",
    description = "A stopped process comes back stopped. The list before it is kept.",
    footer = {
      "",
      "Examples:",
      "  jstartup save",
      "  jstartup save --diff || jstartup save",
      "  jstartup save --force   # an empty list too"
    })
final class SaveCommand implements Callable<Integer> {
  @Option(
      names = {"-f", "--force"},
      description = "Save an empty list too.")
  private boolean force;

  @Option(
      names = "--diff",
      description = "Save nothing; show what would change. Exits with 1 when something would.")
  private boolean diff;

  @Option(names = "--json", description = "Say what became of it as JSON.")
  private boolean json;

  private final Session session;

  SaveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (diff) {
      return diff();
    }
    int saved = save();
    if (json) {
      Results.object(session.console(), List.of(), Map.of("saved", (long) saved));
    } else {
      session.console().say("saved " + count(saved) + " to '" + session.home().dump() + "'");
    }
    StopTime.shortage(session).ifPresent(session.console()::warn);
    return ExitCode.OK;
  }

  private int diff() {
    LoadResult saved = session.savedList().load();
    saved.warnings().forEach(session.console()::problem);
    ListDiff changes = ListDiff.of(saved.instances(), present());
    if (json) {
      Results.object(session.console(), saved.warnings(), DiffText.json(changes));
    } else {
      session.console().result(DiffText.render(changes));
      session
          .console()
          .say(changes.same() ? "the saved list is this one" : "to save this list: jstartup save");
    }
    return changes.same() && saved.warnings().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private List<SavedInstance> present() {
    try (SupervisorClient client = session.running().orElse(null)) {
      return client == null ? List.of() : client.draft();
    }
  }

  private int save() {
    try (SupervisorClient client = session.running().orElse(null)) {
      return client == null ? saveNothing() : client.save(force);
    }
  }

  /** No supervisor: the list is empty, and only force saves that. */
  private int saveNothing() {
    if (session.savedList().save(List.of(), force) == SaveResult.EMPTY_NOT_SAVED) {
      throw new ProblemsException(
          "the list is not saved",
          "no supervisor runs for '" + session.home().home() + "', so the list is empty",
          "save --force saves an empty list; jstartup resurrect starts the saved one");
    }
    return 0;
  }

  private static String count(int processes) {
    return processes == 1 ? "1 process" : processes + " processes";
  }
}

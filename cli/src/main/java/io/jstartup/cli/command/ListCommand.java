package io.jstartup.cli.command;

import io.jstartup.cli.output.ListOrder;
import io.jstartup.cli.output.MiniList;
import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Listing;
import io.jstartup.cli.session.Results;
import io.jstartup.cli.session.Session;
import io.jstartup.supervisor.control.ProcessRow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code list}. */
@Command(
    name = "list",
    aliases = {"ls", "l", "ps", "status"},
    header = "Show all processes.",
    description =
        "A table that fits the terminal's width; piped, it has its full width. No supervisor is started.",
    footer = {
      "",
      "Examples:",
      "  jstartup list",
      "  jstartup list --sort memory:desc",
      "  jstartup list --json | jq '.[].name'"
    })
final class ListCommand implements Callable<Integer> {
  @Option(
      names = "--sort",
      paramLabel = "FIELD[:asc|desc]",
      description = "By name, id, pid, memory, cpu, status, uptime, restarts ...; id.")
  private String sort;

  @Option(
      names = {"-m", "--mini-list"},
      description = "Some lines for each process in place of a table.")
  private boolean mini;

  @Option(names = "--json", description = "The same JSON as jlist.")
  private boolean json;

  @Option(
      names = "--show-secrets",
      description = "With --json: mask nothing; as JSTARTUP_SHOW_SECRETS=1.")
  private boolean showSecrets;

  private final Session session;

  ListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (json) {
      return Listing.jlist(session, showSecrets || session.showsSecrets());
    }
    if (sort == null && !mini) {
      return Listing.list(session);
    }
    List<ProcessRow> rows = new ArrayList<>(Listing.rows(session));
    if (sort != null) {
      rows.sort(ListOrder.parse(sort));
    }
    if (mini) {
      session.console().result(MiniList.render(rows));
    } else {
      Results.table(session, rows);
    }
    return ExitCode.OK;
  }
}

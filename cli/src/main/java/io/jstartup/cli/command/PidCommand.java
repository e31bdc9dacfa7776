package io.jstartup.cli.command;

import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Listing;
import io.jstartup.cli.session.Session;
import io.jstartup.cli.session.Wanted;
import io.jstartup.supervisor.client.Description;
import io.jstartup.supervisor.client.Descriptions;
import io.jstartup.supervisor.control.ProcessRow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pid}. */
@Command(
    name = "pid",
    header = "Print the pids of processes, one a line; 0 for one that does not run.",
    footer = {"", "Examples:", "  jstartup pid          # of all", "  jstartup pid web"})
final class PidCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "TARGET",
      description = "A name, an id, a namespace, /a pattern/ of names; without it: all.")
  private List<String> targets = new ArrayList<>();

  private final Session session;

  PidCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (targets.isEmpty()) {
      print(Listing.rows(session));
      return ExitCode.OK;
    }
    Descriptions found = Wanted.describe(session, targets);
    found.problems().forEach(session.console()::problem);
    print(found.instances().stream().map(Description::process).toList());
    return found.problems().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private void print(List<ProcessRow> rows) {
    rows.forEach(row -> session.console().result(row.pid() + "\n"));
  }
}

package io.jstartup.cli.command;

import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Session;
import io.jstartup.cli.session.Wanted;
import io.jstartup.supervisor.client.Descriptions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code id}. */
@Command(
    name = "id",
    header = "Print the ids of processes as an array, which is JSON.",
    footer = {"", "Example:", "  jstartup id web"})
final class IdCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "TARGET",
      description = "A name, a namespace, /a pattern/ of names or 'all'.")
  private List<String> targets;

  private final Session session;

  IdCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Descriptions found = Wanted.describe(session, targets);
    found.problems().forEach(session.console()::problem);
    String ids =
        found.instances().stream()
            .map(it -> String.valueOf(it.process().id()))
            .collect(Collectors.joining(", "));
    session.console().result(ids.isEmpty() ? "[]\n" : "[ " + ids + " ]\n");
    return found.problems().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }
}

package io.jstartup.cli.command;

import io.jstartup.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reset}. */
@Command(
    name = "reset",
    header = "Count restarts from 0 again.",
    footer = {"", "Examples:", "  jstartup reset web", "  jstartup reset all"})
final class ResetCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "TARGET",
      description = "A name, an id, a namespace, /a pattern/ of names or 'all'.")
  private List<String> targets;

  @Option(names = "--json", description = "Say what became of it as JSON.")
  private boolean json;

  private final Session session;

  ResetCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return new TargetOperation(session, "resetting", json)
        .run(targets, (client, progress) -> client.reset(targets));
  }
}

package io.jstartup.cli.command;

import io.jstartup.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stop}. */
@Command(
    name = "stop",
    header = "Stop processes; they stay listed.",
    footer = {"", "Examples:", "  jstartup stop web", "  jstartup stop 0 1", "  jstartup stop all"})
final class StopCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "TARGET",
      description = "A name, an id, a namespace, /a pattern/ of names or 'all'.")
  private List<String> targets;

  @Option(names = "--json", description = "Say what became of it as JSON.")
  private boolean json;

  private final Session session;

  StopCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return new TargetOperation(session, "stopping", json)
        .run(targets, (client, progress) -> client.stop(targets, progress));
  }
}

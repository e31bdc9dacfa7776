package io.jstartup.cli.command;

import io.jstartup.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code restart}. */
@Command(
    name = "restart",
    header = "Stop and start processes again.",
    footer = {
      "",
      "Examples:",
      "  jstartup restart web",
      "  jstartup restart 0 1",
      "  jstartup restart all"
    })
final class RestartCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "TARGET",
      description = "A name, an id, a namespace or 'all'.")
  private List<String> targets;

  @Option(names = "--json", description = "Say what became of it as JSON.")
  private boolean json;

  private final Session session;

  RestartCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return new TargetOperation(session, "restarting", json)
        .run(targets, (client, progress) -> client.restart(targets, progress));
  }
}

package io.jstartup.cli.command;

import io.jstartup.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code delete}. */
@Command(
    name = "delete",
    aliases = "del",
    header = "Stop processes and take them off the list.",
    footer = {
      "",
      "Examples:",
      "  jstartup delete web",
      "  jstartup delete 0 1",
      "  jstartup delete all"
    })
final class DeleteCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "TARGET",
      description = "A name, an id, a namespace, /a pattern/ of names or 'all'.")
  private List<String> targets;

  @Option(names = "--json", description = "Say what became of it as JSON.")
  private boolean json;

  private final Session session;

  DeleteCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return new TargetOperation(session, "deleting", json)
        .run(targets, (client, progress) -> client.delete(targets, progress));
  }
}

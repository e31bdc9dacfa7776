package io.jstartup.cli.command;

import io.jstartup.cli.session.Session;
import io.jstartup.cli.start.Starting;
import io.jstartup.cli.start.Wish;
import io.jstartup.dump.processfile.ProcessFile;
import io.jstartup.supervisor.client.SupervisorClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      description = "A name, an id, a namespace, /a pattern/ of names, 'all' or a process file.")
  private List<String> targets;

  @Option(names = "--json", description = "Say what became of it as JSON.")
  private boolean json;

  private final Session session;

  RestartCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    TargetOperation operation = new TargetOperation(session, "restarting", json);
    if (targets.stream().noneMatch(ProcessFile::isNamedLikeOne)) {
      return operation.run(targets, (client, progress) -> client.restart(targets, progress));
    }
    try (SupervisorClient client = session.supervisor()) {
      Wish wish = new Wish(targets, Map.of(), Optional.empty(), false);
      return operation.run(client, new Starting(session, wish, client.list())::run);
    }
  }
}

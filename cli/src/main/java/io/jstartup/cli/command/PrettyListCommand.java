package io.jstartup.cli.command;

import io.jstartup.cli.output.Inspect;
import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Session;
import io.jstartup.cli.units.UnitJson;
import io.jstartup.dump.json.Json;
import io.jstartup.supervisor.client.SupervisorClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code prettylist}. */
@Command(
    name = "prettylist",
    header = "Show all processes as jlist does, made for reading.",
    footer = {"", "Example:", "  jstartup prettylist | grep restart_time"})
final class PrettyListCommand implements Callable<Integer> {
  @Option(names = "--show-secrets", description = "Mask nothing; as JSTARTUP_SHOW_SECRETS=1.")
  private boolean showSecrets;

  private final Session session;

  PrettyListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.console().result(Inspect.text(list()) + "\n");
    return ExitCode.OK;
  }

  private Object list() {
    try (SupervisorClient client = session.running().orElse(null)) {
      return client == null
          ? List.of()
          : UnitJson.fill(
              Json.parse(client.jlist(showSecrets || session.showsSecrets())), session.home());
    }
  }
}

package io.jstartup.cli.command;

import io.jstartup.cli.boot.HookOfAnotherVersion;
import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Program;
import io.jstartup.cli.session.Results;
import io.jstartup.cli.session.Session;
import io.jstartup.cli.session.Version;
import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.client.SupervisorClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code update}. */
@Command(
    name = "update",
    aliases = "updatePM2",
    header = "Replace the running supervisor by this version; no process is restarted.",
    description = {
      "This version is tried first; when it can't come up, the running one goes on.",
      "Processes keep their pids and their parent, and clients stay connected.",
      "Says so when the boot hook would start another version."
    },
    footer = {"", "Example:", "  jstartup update"})
final class UpdateCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Say what became of it as JSON.")
  private boolean json;

  private final Session session;

  UpdateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (SupervisorClient client = session.running().orElse(null)) {
      if (client == null) {
        tell("", "no supervisor runs; the next one is of version " + Version.text());
      } else {
        String from = update(client);
        tell(from, "the supervisor is of version " + Version.text() + " now, it was " + from);
      }
    }
    HookOfAnotherVersion.problem(session).ifPresent(session.console()::warn);
    return ExitCode.OK;
  }

  /** Should the supervisor die of it, what it left running is taken over at once. */
  private String update(SupervisorClient client) {
    try {
      return client.update(Program.current(), System.getProperty("java.home")).getKey();
    } catch (ProblemsException e) {
      session.running().ifPresent(SupervisorClient::close);
      throw e;
    }
  }

  private void tell(String from, String text) {
    if (json) {
      Map<String, Object> fields = Map.of("from", from, "version", Version.text());
      Results.object(session.console(), List.of(), fields);
    } else {
      session.console().say(text);
    }
  }
}

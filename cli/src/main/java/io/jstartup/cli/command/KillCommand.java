package io.jstartup.cli.command;

import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.ProgressLine;
import io.jstartup.cli.session.Results;
import io.jstartup.cli.session.Session;
import io.jstartup.supervisor.client.SupervisorClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kill}. */
@Command(
    name = "kill",
    header = "Stop all processes and end the supervisor; the saved list stays as it is.",
    footer = {"", "Example:", "  jstartup kill"})
final class KillCommand implements Callable<Integer> {
  @Option(
      names = "--left-behind",
      hidden = true,
      description = "Of the boot hook: nobody else follows the supervisor that died.")
  private boolean leftBehind;

  @Option(names = "--json", description = "Say what became of it as JSON.")
  private boolean json;

  private final Session session;

  KillCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    boolean ran = kill();
    if (json) {
      Results.object(session.console(), List.of(), Map.of("killed", ran));
    } else {
      session.console().say(ran ? "the supervisor has ended" : "no supervisor runs");
    }
    return ExitCode.OK;
  }

  private boolean kill() {
    try (SupervisorClient client = (leftBehind ? session.heir() : session.running()).orElse(null);
        ProgressLine progress = new ProgressLine(session.console(), "stopping")) {
      if (client != null) {
        client.kill(progress);
      }
      return client != null;
    }
  }
}

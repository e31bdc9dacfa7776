package io.jstartup.cli.command;

import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Results;
import io.jstartup.cli.session.Session;
import io.jstartup.model.Problem;
import io.jstartup.supervisor.client.LogReload;
import io.jstartup.supervisor.client.SupervisorClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reloadLogs}. */
@Command(
    name = "reloadLogs",
    header = "Have logs written under their own names again that logrotate has renamed.",
    description = {
      "Apps write their logs themselves and can't be made to open others. So a log that was renamed within its",
      "folder gets its name back, and what was in it moves to a new file of the other name. No byte is",
      "lost where the file system can take out the head of a file (ext4, XFS). Logs that jstartup rotates",
      "itself need no such thing. A SIGUSR2 to the supervisor does the same."
    },
    footer = {"", "Example:", "  mv web-out.log web-out.log.1 && jstartup reloadLogs"})
final class ReloadLogsCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Say what became of it as JSON.")
  private boolean json;

  private final Session session;

  ReloadLogsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<String> logs = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    try (SupervisorClient client = session.running().orElse(null)) {
      if (client != null) {
        LogReload reload = client.reloadLogs();
        logs.addAll(reload.logs());
        problems.addAll(reload.problems());
      }
    }
    problems.forEach(session.console()::problem);
    if (json) {
      Results.object(session.console(), problems, Map.of("reloaded", new ArrayList<Object>(logs)));
    } else {
      logs.forEach(log -> session.console().say("'" + log + "' has its name back"));
    }
    return problems.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }
}

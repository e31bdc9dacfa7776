package io.jstartup.cli.command;

import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Results;
import io.jstartup.cli.session.Session;
import io.jstartup.cli.session.Wanted;
import io.jstartup.model.LogFiles;
import io.jstartup.model.Problem;
import io.jstartup.supervisor.client.Descriptions;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.log.LogFlush;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flush}. */
@Command(
    name = "flush",
    header = "Empty the logs: of all processes and the supervisor, or of those named.",
    description = {
      "Plain files only; what is a link is named and left alone. Archives of rotated logs stay."
    },
    footer = {"", "Examples:", "  jstartup flush", "  jstartup flush web"})
final class FlushCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "TARGET",
      description = "A name, an id, a namespace, /a pattern/ of names; without it: all.")
  private List<String> targets = new ArrayList<>();

  @Option(names = "--json", description = "Say what became of it as JSON.")
  private boolean json;

  private final Session session;

  FlushCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<Problem> problems = new ArrayList<>();
    LogFlush flush = LogFlush.of(logs(problems));
    problems.addAll(flush.problems());
    problems.forEach(session.console()::problem);
    if (json) {
      List<Object> emptied =
          flush.emptied().stream().map(path -> (Object) path.toString()).toList();
      Results.object(session.console(), problems, Map.of("flushed", emptied));
    } else {
      flush.emptied().forEach(path -> session.console().say("flushed '" + path + "'"));
    }
    return problems.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private Set<Path> logs(List<Problem> problems) {
    Set<Path> logs = new LinkedHashSet<>();
    if (targets.isEmpty()) {
      logs.add(session.home().log());
      logs.addAll(LogFlush.paths(all()));
      return logs;
    }
    Descriptions found = Wanted.describe(session, targets);
    problems.addAll(found.problems());
    return LogFlush.paths(of(found));
  }

  private List<LogFiles> all() {
    try (SupervisorClient client = session.running().orElse(null)) {
      return client == null ? List.of() : of(client.describe(List.of("all")));
    }
  }

  private static List<LogFiles> of(Descriptions found) {
    return found.instances().stream().map(it -> it.saved().app().logs()).toList();
  }
}

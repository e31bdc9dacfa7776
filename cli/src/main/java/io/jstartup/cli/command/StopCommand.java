package io.jstartup.cli.command;

import io.jstartup.cli.session.Session;
import io.jstartup.cli.start.ProcessFiles;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stop}. */
@Command(
    name = "stop",
    header = "Stop processes; they stay listed.",
    description = "Those that are found are stopped; exits with 1 when another was not.",
    footer = {
      "",
      "Examples:",
      "  jstartup stop web",
      "  jstartup stop 0 1 '/^api-/'",
      "  jstartup stop apps.json",
      "  jstartup stop all"
    })
final class StopCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "TARGET",
      description =
          "A name, an id, a namespace, /a pattern/ of names 'all' or a process file; '-' is one on stdin.")
  private List<String> targets;

  @Option(names = "--watch", description = "Stop watching their files, too, until asked again.")
  private boolean watch;

  @Mixin private OnlyOption only = new OnlyOption();

  @Option(names = "--json", description = "Say what became of it as JSON.")
  private boolean json;

  private final Session session;

  StopCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<String> meant = new ProcessFiles(session).targets(targets, only.names());
    return new TargetOperation(session, "stopping", json)
        .run(
            meant,
            (client, progress) ->
                watch ? client.stopWatched(meant, progress) : client.stop(meant, progress));
  }
}

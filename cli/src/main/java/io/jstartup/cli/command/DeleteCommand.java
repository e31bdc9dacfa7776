package io.jstartup.cli.command;

import io.jstartup.cli.session.Session;
import io.jstartup.cli.start.ProcessFiles;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code delete}. */
@Command(
    name = "delete",
    aliases = "del",
    header = "Stop processes and take them off the list.",
    description = "Those that are found are deleted; exits with 1 when another was not.",
    footer = {
      "",
      "Examples:",
      "  jstartup delete web",
      "  jstartup delete 0 1 '/^api-/'",
      "  jstartup delete apps.json",
      "  jstartup delete all"
    })
final class DeleteCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "TARGET",
      description =
          "A name, an id, a namespace, /a pattern/ of names 'all' or a process file; '-' is one on stdin.")
  private List<String> targets;

  @Mixin private OnlyOption only = new OnlyOption();

  @Option(names = "--json", description = "Say what became of it as JSON.")
  private boolean json;

  private final Session session;

  DeleteCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<String> meant = new ProcessFiles(session).targets(targets, only.names());
    return new TargetOperation(session, "deleting", json)
        .run(meant, (client, progress) -> client.delete(meant, progress));
  }
}

package io.jstartup.cli.command;

import io.jstartup.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scale}. */
@Command(
    name = "scale",
    header = "Have more or fewer instances of an app.",
    description = {
      "New instances take the lowest free numbers. Those that go are the first of the list; they are",
      "stopped and deleted."
    },
    footer = {
      "",
      "Examples:",
      "  jstartup scale web 4",
      "  jstartup scale web +2",
      "  jstartup scale web -1"
    })
final class ScaleCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "APP", description = "Its name.")
  private String app;

  @Parameters(index = "1", paramLabel = "N", description = "How many; +N: more, -N: fewer.")
  private String count;

  @Option(names = "--json", description = "Say what became of it as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;
  private final Session session;

  ScaleCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (!count.matches("[+-]?\\d{1,6}")) {
      throw new ParameterException(
          spec.commandLine(),
          "Invalid value for N: '" + count + "' is no number; give 4, +2 or -1");
    }
    return new TargetOperation(session, "scaling", json)
        .run(List.of(app), (client, progress) -> client.scale(app, count, progress));
  }
}

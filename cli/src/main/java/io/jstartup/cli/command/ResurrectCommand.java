package io.jstartup.cli.command;

import io.jstartup.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code resurrect}. */
@Command(
    name = "resurrect",
    header = "Start the saved processes that are not listed yet.",
    description =
        "Exits with 1 when something saved could not be brought back, and says what and why.",
    footer = {
      "",
      "Examples:",
      "  jstartup resurrect",
      "  jstartup resurrect --from 12   # an unknown one shows which there are"
    })
final class ResurrectCommand implements Callable<Integer> {
  @Option(
      names = "--from",
      paramLabel = "GENERATION",
      description = "From an older list: its number or file; what is saved stays as it is.")
  private String from;

  @Option(names = "--json", description = "Say what became of it as JSON.")
  private boolean json;

  private final Session session;

  ResurrectCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return from == null
        ? TargetOperation.resurrect(session, json)
        : TargetOperation.resurrect(session, from, json);
  }
}

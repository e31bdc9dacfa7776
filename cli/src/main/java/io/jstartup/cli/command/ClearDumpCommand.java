package io.jstartup.cli.command;

import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code cleardump}. */
@Command(
    name = "cleardump",
    header = "Save an empty list: nothing comes back after a boot.",
    description = "What runs goes on running. The list before it is kept.",
    footer = {"", "Example:", "  jstartup cleardump"})
final class ClearDumpCommand implements Callable<Integer> {
  private final Session session;

  ClearDumpCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.savedList().clear();
    session.console().say("cleared '" + session.home().dump() + "'");
    return ExitCode.OK;
  }
}

package io.jstartup.cli.command;

import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Session;
import io.jstartup.model.ProblemsException;
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

  /** The list is all that keeps them from being started a second time. */
  private void refuseServices() {
    int services = session.savedList().services().size();
    if (services > 0) {
      throw new ProblemsException(
          "cannot clear the saved list",
          "the init system runs " + services + " of its apps",
          "'jstartup native remove' gives them back first: as root, or with --user those of your own");
    }
  }

  @Override
  public Integer call() {
    refuseServices();
    session.savedList().clear();
    session.console().say("cleared '" + session.home().dump() + "'");
    return ExitCode.OK;
  }
}

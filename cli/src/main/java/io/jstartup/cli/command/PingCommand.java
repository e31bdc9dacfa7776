package io.jstartup.cli.command;

import io.jstartup.cli.session.Listing;
import io.jstartup.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ping}. */
@Command(
    name = "ping",
    header = "Tell whether a supervisor runs; exit code 1 when none does.",
    footer = {"", "Example:", "  jstartup ping"})
final class PingCommand implements Callable<Integer> {
  private final Session session;

  PingCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return Listing.ping(session);
  }
}

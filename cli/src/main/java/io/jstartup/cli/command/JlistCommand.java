package io.jstartup.cli.command;

import io.jstartup.cli.session.Listing;
import io.jstartup.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code jlist}. */
@Command(
    name = "jlist",
    header = "Show all processes as JSON, in PM2's shape.",
    footer = {"", "Example:", "  jstartup jlist | jq '.[] | {name, pid, status: .pm2_env.status}'"})
final class JlistCommand implements Callable<Integer> {
  private final Session session;

  JlistCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return Listing.jlist(session);
  }
}

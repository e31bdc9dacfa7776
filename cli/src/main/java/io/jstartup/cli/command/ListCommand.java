package io.jstartup.cli.command;

import io.jstartup.cli.session.Listing;
import io.jstartup.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code list}. */
@Command(
    name = "list",
    aliases = {"ls", "l", "ps", "status"},
    header = "Show all processes.",
    description =
        "A table that fits the terminal's width; piped, it has its full width. No supervisor is started.",
    footer = {"", "Examples:", "  jstartup list", "  jstartup list --json | jq '.[].name'"})
final class ListCommand implements Callable<Integer> {
  @Option(names = "--json", description = "The same JSON as jlist.")
  private boolean json;

  private final Session session;

  ListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return json ? Listing.jlist(session) : Listing.list(session);
  }
}

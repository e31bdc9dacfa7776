package io.jstartup.cli.command;

import io.jstartup.cli.session.Listing;
import io.jstartup.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code jlist}. */
@Command(
    name = "jlist",
    header = "Show all processes as JSON, in PM2's shape.",
    description = "What looks like a secret, in variables and arguments, is masked.",
    footer = {"", "Example:", "  jstartup jlist | jq '.[] | {name, pid, status: .pm2_env.status}'"})
final class JlistCommand implements Callable<Integer> {
  @Option(names = "--show-secrets", description = "Mask nothing; as JSTARTUP_SHOW_SECRETS=1.")
  private boolean showSecrets;

  private final Session session;

  JlistCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return Listing.jlist(session, showSecrets || session.showsSecrets());
  }
}

package io.jstartup.cli.command;

import io.jstartup.cli.boot.HookOptions;
import io.jstartup.cli.boot.Logrotate;
import io.jstartup.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code logrotate}. */
@Command(
    name = "logrotate",
    header = "Write /etc/logrotate.d/jstartup-USER, for logs that logrotate is to rotate.",
    description = {
      "Logs are kept small without it: see 'jstartup set --help'. Without root's rights it prints the one",
      "command that does it, and exits with 1. A file there that is not its own is left alone."
    },
    footer = {
      "",
      "Examples:",
      "  jstartup logrotate --dry-run",
      "  sudo jstartup logrotate -u www"
    })
final class LogrotateCommand implements Callable<Integer> {
  @Mixin private HomeOptionsMixin home;

  @Option(names = "--force", description = "Replace a file that something else has written.")
  private boolean force;

  @Option(names = "--dry-run", description = "Show the file and change nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Say what became of it as JSON.")
  private boolean json;

  private final Session session;

  LogrotateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    HookOptions options = home.hook(null, force);
    Logrotate logrotate = new Logrotate(session, options, json);
    return dryRun ? logrotate.preview() : logrotate.run();
  }
}

package io.jstartup.cli.command;

import io.jstartup.cli.boot.Startup;
import io.jstartup.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code startup}. */
@Command(
    name = "startup",
    header = "Install the boot hook: the saved apps come back when the machine boots.",
    description = {
      "Without root's rights it prints the one command that does it, and exits with 1;",
      "when the hook is installed and current it says so and exits with 0."
    },
    footer = {
      "",
      "Examples:",
      "  jstartup startup",
      "  jstartup startup --dry-run",
      "  jstartup startup systemd --user",
      "  sudo jstartup startup systemd -u www --hp /home/www --wait-ip"
    })
final class StartupCommand implements Callable<Integer> {
  @Mixin private HookOptionsMixin hook;

  @Option(names = "--wait-ip", description = "Start the apps only when the network is up.")
  private boolean waitIp;

  @Option(names = "--explain", description = "Show which init system runs here, and why.")
  private boolean explain;

  private final Session session;

  StartupCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Startup startup = new Startup(session, hook.options(waitIp, false), hook.json);
    if (explain) {
      return startup.explain();
    }
    return hook.dryRun ? startup.preview() : startup.run();
  }
}

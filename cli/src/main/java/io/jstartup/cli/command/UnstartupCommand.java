package io.jstartup.cli.command;

import io.jstartup.cli.boot.Unstartup;
import io.jstartup.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code unstartup}. */
@Command(
    name = "unstartup",
    header = "Remove the boot hook; the supervisor and the apps go on running.",
    footer = {
      "",
      "Examples:",
      "  jstartup unstartup",
      "  jstartup unstartup --user",
      "  sudo jstartup unstartup -u www --hp /home/www"
    })
final class UnstartupCommand implements Callable<Integer> {
  @Mixin private HookOptionsMixin hook;

  @Option(
      names = {"-f", "--force"},
      description = "Remove files too that were changed by hand.")
  private boolean force;

  private final Session session;

  UnstartupCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Unstartup unstartup = new Unstartup(session, hook.options(false, force), hook.json);
    return hook.dryRun ? unstartup.preview() : unstartup.run();
  }
}

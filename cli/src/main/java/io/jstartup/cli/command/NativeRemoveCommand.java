package io.jstartup.cli.command;

import io.jstartup.cli.boot.HookOptions;
import io.jstartup.cli.service.NativeOptions;
import io.jstartup.cli.service.NativeRemove;
import io.jstartup.cli.session.Session;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code native remove}. */
@Command(
    name = "remove",
    header = "Take the services of all apps away and give the apps back to their supervisor.",
    description = "As root; with --user as yourself, where they are units of your own.",
    footer = {
      "",
      "Examples:",
      "  sudo jstartup native remove -u www",
      "  jstartup native remove --user"
    })
final class NativeRemoveCommand implements Callable<Integer> {
  @Mixin private ServiceHomeMixin home;

  @Option(
      names = "--force",
      description = "Remove files that were changed by hand too, and go on when a command fails.")
  private boolean force;

  @Option(names = "--json", description = "Say what became of it as JSON.")
  private boolean json;

  private final Session session;

  NativeRemoveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    HookOptions hook = home.hook(null, false, force);
    NativeOptions options =
        new NativeOptions(hook, List.of(), OptionalInt.empty(), false, json, false);
    return new NativeRemove(session, options, force).run();
  }
}

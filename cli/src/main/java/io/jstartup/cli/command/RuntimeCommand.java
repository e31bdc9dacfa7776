package io.jstartup.cli.command;

import io.jstartup.cli.daemon.RuntimeProcess;
import io.jstartup.cli.logs.LogView;
import io.jstartup.cli.logs.LogView.Form;
import io.jstartup.cli.session.Session;
import io.jstartup.cli.start.Starting;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code runtime}. */
@Command(
    name = "runtime",
    modelTransformer = RuntimeCommand.OwnWords.class,
    header = "Run apps in the foreground: the entry point of a container.",
    description = {
      "Starts what is named as 'start' does, or brings the saved list back when nothing is; what the",
      "apps write goes to stdout. SIGTERM and SIGINT stop all apps, each by its own signal and time.",
      "It ends too when no app runs any more: with 0 when all have ended with 0, else with 2.",
      "With --json what the apps write is shown as JSON."
    },
    footer = {
      "",
      "Examples:",
      "  jstartup runtime ecosystem.config.js --only web",
      "  jstartup runtime app.js -i 2 -- --port 8080",
      "  ENTRYPOINT [\"/opt/jstartup/bin/jstartup\", \"runtime\", \"app.js\"]"
    })
final class RuntimeCommand implements Callable<Integer> {
  @Mixin private final StartCommand start;

  @Option(names = "--raw", description = "Show the apps' lines as they are; this is the default.")
  private boolean raw;

  @Option(names = "--formatted", description = "Show in front of each line whose it is.")
  private boolean formatted;

  @Option(names = "--format", description = "timestamp=... app=... id=... type=... message=...")
  private boolean format;

  @Option(names = "--no-auto-exit", description = "Go on when no app runs any more.")
  private boolean noAutoExit;

  @Spec private CommandSpec spec;

  private final Session session;

  RuntimeCommand(Session session) {
    this.session = session;
    this.start = new StartCommand(session);
  }

  @Override
  public Integer call() {
    LogView view = new LogView(form(), true, true, Optional.empty(), "");
    Optional<Starting> starting =
        start.wishOfRuntime().map(wish -> new Starting(session, wish, List.of()));
    start.check(spec);
    return new RuntimeProcess(session, starting, view, !noAutoExit).run();
  }

  /** The words are parsed as those of {@code start}, but mean something else when there are none. */
  static final class OwnWords implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec spec) {
      PositionalParamSpec words = spec.positionalParameters().get(0);
      spec.remove(words);
      return spec.addPositional(
          PositionalParamSpec.builder(words)
              .description("What to run; without it: what is saved.")
              .build());
    }
  }

  private Form form() {
    if (start.json()) {
      return Form.JSON;
    }
    if (format) {
      return Form.PAIRS;
    }
    return formatted && !raw ? Form.PREFIXED : Form.RAW;
  }
}

package io.jstartup.cli.command;

import io.jstartup.cli.session.Session;
import io.jstartup.cli.start.ProcessFiles;
import io.jstartup.cli.start.Reloading;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reload}. */
@Command(
    name = "reload",
    aliases = {"gracefulReload", "startOrReload", "startOrGracefulReload"},
    header = "Replace processes by new ones without losing a request.",
    description = {
      "An app whose process file has 'listen', or a Node app in cluster mode, gets a new process beside each",
      "old one, which ends when the new one has been ready for its min_uptime. When the new one fails, the old",
      "one stays. Other apps are restarted, several instances one after another. Of a process file, what is",
      "not listed is started."
    },
    footer = {
      "",
      "Examples:",
      "  jstartup reload web",
      "  jstartup reload web --update-env",
      "  jstartup reload all --parallel 4",
      "  jstartup reload ecosystem.config.js --env production"
    })
final class ReloadCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "TARGET",
      description =
          "A name, an id, a namespace, /a pattern/ of names, 'all' or a process file; '-' is one on stdin.")
  private List<String> targets;

  @Mixin private EnvironmentOptions environment = new EnvironmentOptions();

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "1",
      description = "So many instances of an app at a time; 1.")
  private int parallel;

  @Mixin private OnlyOption only = new OnlyOption();

  @Option(
      names = {"-f", "--force"},
      description = "Take the place of a reload of the same app that is under way.")
  private boolean force;

  @Option(names = "--json", description = "Say what became of it as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;
  private final Session session;

  ReloadCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (parallel < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "Invalid value for option '--parallel': '" + parallel + "' is below 1");
    }
    BehindDashes.refuse(session, targets);
    TargetOperation operation = new TargetOperation(session, "reloading", json);
    List<String> files = targets.stream().filter(new ProcessFiles(session)::means).toList();
    List<String> listed = targets.stream().filter(target -> !files.contains(target)).toList();
    ProcessFiles.checkOnly(only.names(), files);
    if (files.isEmpty()) {
      return operation.run(
          targets,
          (client, progress) ->
              client.reload(targets, environment.change(session), parallel, force, progress));
    }
    Reloading reloading =
        new Reloading(session, files, only.names(), environment.change(session).named());
    try (SupervisorClient client = session.supervisor()) {
      return operation.run(
          client,
          (it, progress) -> {
            Outcome outcome = reloading.run(it, parallel, force, progress);
            return listed.isEmpty()
                ? outcome
                : outcome.and(
                    it.reload(listed, environment.change(session), parallel, force, progress));
          });
    }
  }
}

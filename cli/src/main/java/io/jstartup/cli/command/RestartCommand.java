package io.jstartup.cli.command;

import io.jstartup.cli.session.Session;
import io.jstartup.cli.start.ProcessFiles;
import io.jstartup.cli.start.RestartChanges;
import io.jstartup.cli.start.Starting;
import io.jstartup.cli.start.Wish;
import io.jstartup.supervisor.client.SupervisorClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code restart}. */
@Command(
    name = "restart",
    aliases = "startOrRestart",
    header = "Stop and start processes again.",
    description = {
      "An app keeps the environment it was started with. --update-env gives it this shell's instead,",
      "and a process file the shell's and the file's. Of that, what is not listed is started."
    },
    footer = {
      "",
      "Examples:",
      "  jstartup restart web",
      "  jstartup restart 0 1 '/^api-/'",
      "  jstartup restart apps.json",
      "  jstartup restart web --name shop --max-memory-restart 300M",
      "  PORT=8081 jstartup restart web --update-env",
      "  jstartup restart ecosystem.config.js --env production",
      "  jstartup restart all"
    })
final class RestartCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "TARGET",
      description =
          "A name, an id, a namespace, /a pattern/ of names, 'all' or a process file; '-' is one on stdin.")
  private List<String> targets;

  private final Map<String, Object> changes = new LinkedHashMap<>();

  @Mixin
  @SuppressWarnings("unused") // what it is given goes into the changes
  private final RestartOptions restarts = new RestartOptions(changes);

  @Option(names = "--watch", description = "Watch their files from now on, or no longer.")
  private boolean watch;

  @Mixin private EnvironmentOptions environment = new EnvironmentOptions();

  @Mixin private OnlyOption only = new OnlyOption();

  @Option(names = "--json", description = "Say what became of it as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;
  private final Session session;

  RestartCommand(Session session) {
    this.session = session;
  }

  @Option(
      names = {"-n", "--name"},
      paramLabel = "NEW",
      description = "Its name from now on.")
  void name(String name) {
    changes.put("name", name);
  }

  @Override
  public Integer call() {
    OptionValues.check(spec, changes);
    BehindDashes.refuse(session, targets);
    TargetOperation operation = new TargetOperation(session, "restarting", json);
    List<String> files = targets.stream().filter(new ProcessFiles(session)::means).toList();
    ProcessFiles.checkOnly(only.names(), files);
    if (files.isEmpty()) {
      Map<String, Object> fields = RestartChanges.of(targets, changes).fields();
      return operation.run(
          targets,
          (client, progress) ->
              client.restart(targets, fields, watch, environment.change(session), progress));
    }
    List<String> listed = targets.stream().filter(target -> !files.contains(target)).toList();
    Wish wish = new Wish(files, changes, only.names(), false, environment.change(session));
    Starting starting = new Starting(session, wish, List.of());
    try (SupervisorClient client = session.supervisor()) {
      return operation.run(
          client,
          (it, progress) ->
              listed.isEmpty()
                  ? starting.run(it, progress)
                  : it.restart(listed, Map.of(), watch, environment.change(session), progress)
                      .and(starting.run(it, progress)));
    }
  }
}

package io.jstartup.cli.command;

import io.jstartup.cli.output.DescriptionSheet;
import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Results;
import io.jstartup.cli.session.Session;
import io.jstartup.cli.session.Wanted;
import io.jstartup.dump.AppEntry;
import io.jstartup.dump.EntryMask;
import io.jstartup.supervisor.client.Description;
import io.jstartup.supervisor.client.Descriptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code describe}. */
@Command(
    name = "describe",
    aliases = {"desc", "info", "show"},
    header = "Show all that is known of processes.",
    description =
        "The environment is not shown, secrets in arguments are masked. Exits with 1 when one of them was not found.",
    footer = {
      "",
      "Examples:",
      "  jstartup describe web",
      "  jstartup describe 0 --json | jq '.processes[0].last_end'"
    })
final class DescribeCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "TARGET",
      description = "A name, an id, a namespace, /a pattern/ of names or 'all'.")
  private List<String> targets;

  @Option(names = "--json", description = "The same as JSON.")
  private boolean json;

  @Option(names = "--show-secrets", description = "Mask nothing; as JSTARTUP_SHOW_SECRETS=1.")
  private boolean showSecrets;

  private final Session session;

  DescribeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    showSecrets |= session.showsSecrets();
    Descriptions found = Wanted.describe(session, targets);
    found.problems().forEach(session.console()::problem);
    if (json) {
      List<Object> processes = found.instances().stream().map(this::json).toList();
      Results.object(session.console(), found.problems(), Map.of("processes", processes));
    } else {
      found
          .instances()
          .forEach(
              it ->
                  session
                      .console()
                      .result(
                          DescriptionSheet.render(it, showSecrets, session.console().terminal())));
    }
    return found.problems().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  /** Without the environment, which holds secrets. */
  private Object json(Description described) {
    Map<String, Object> json = new LinkedHashMap<>(described.process().toJson());
    json.put("unstable_restarts", (long) described.unstableRestarts());
    json.put("started_at", described.startedMillis());
    json.put("created_at", described.createdMillis());
    json.put("last_end", described.lastEnd());
    json.put("last_end_at", described.lastEndMillis());
    json.put("says", described.says());
    json.put("log_rotation", described.logs().stream().map(it -> (Object) it.toJson()).toList());
    json.put("time_zone", described.timeZone());
    json.put("cron_next", described.cronNextMillis());
    Map<String, Object> app = AppEntry.entry(described.saved());
    app.remove("env");
    if (!showSecrets) {
      EntryMask.of(app).apply(app);
    }
    json.put("app", app);
    return json;
  }
}

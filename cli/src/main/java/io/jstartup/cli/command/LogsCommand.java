package io.jstartup.cli.command;

import io.jstartup.cli.logs.LogView;
import io.jstartup.cli.logs.LogView.Form;
import io.jstartup.cli.logs.Logs;
import io.jstartup.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logs}. */
@Command(
    name = "logs",
    aliases = "log",
    header = "Show what apps write: the last lines, then new ones as they come.",
    description = {
      "The files are read directly, also while they are rotated; without a supervisor, those of the saved list.",
      "'jstartup' is the supervisor's own log."
    },
    footer = {
      "",
      "Examples:",
      "  jstartup logs",
      "  jstartup logs web 3 /^api-/ --lines 100",
      "  jstartup logs web --raw --nostream --lines 1000 | grep -i error",
      "  jstartup logs --json | jq .message"
    })
final class LogsCommand implements Callable<Integer> {
  private static final String TIMESTAMP = "YYYY-MM-DDTHH:mm:ss";

  @Parameters(
      arity = "0..*",
      paramLabel = "TARGET",
      description =
          "A name, an id, a namespace, /a pattern/ of names; without it: all apps and the supervisor.")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--lines",
      paramLabel = "N",
      description = "How many lines of each log to begin with; ${DEFAULT-VALUE}.")
  private long lines = 15;

  @Option(names = "--nostream", description = "End after these lines.")
  private boolean nostream;

  @Option(names = "--raw", description = "The lines alone, byte for byte.")
  private boolean raw;

  @Option(names = "--json", description = "A JSON object a line.")
  private boolean json;

  @Option(names = "--format", description = "timestamp=... app=... id=... type=... message=...")
  private boolean format;

  @Option(names = "--err", description = "Standard error only.")
  private boolean err;

  @Option(names = "--out", description = "Standard output only.")
  private boolean out;

  @Option(
      names = "--timestamp",
      arity = "0..1",
      fallbackValue = TIMESTAMP,
      paramLabel = "FORMAT",
      description =
          "The time before each new line, in day.js' tokens; without a FORMAT: " + TIMESTAMP + ".")
  private String timestamp;

  @Option(
      names = "--highlight",
      paramLabel = "TEXT",
      description = "Make this text stand out, on a terminal.")
  private String highlight = "";

  @Spec private CommandSpec spec;
  private final Session session;

  LogsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (lines < 0) {
      throw new ParameterException(
          spec.commandLine(), "Invalid value for option '--lines': '" + lines + "' is below 0");
    }
    boolean both = err == out;
    LogView view =
        new LogView(form(), both || err, both || out, Optional.ofNullable(timestamp), highlight);
    return new Logs(session, targets, view, lines).run(!nostream);
  }

  private Form form() {
    if (json) {
      return Form.JSON;
    }
    if (format) {
      return Form.PAIRS;
    }
    return raw ? Form.RAW : Form.PREFIXED;
  }
}

package io.jstartup.cli.command;

import io.jstartup.cli.session.Results;
import io.jstartup.cli.session.Session;
import io.jstartup.cli.session.Wanted;
import io.jstartup.model.SignalNumber;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.client.SupervisorClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sendSignal}. */
@Command(
    name = "sendSignal",
    header = "Send a signal to the main process of apps.",
    description = {
      "What it leads to is not waited for; an app that it ends is started again as its settings say.",
      "Exits with 1 when one of them was not found or does not run; the others get the signal."
    },
    footer = {
      "",
      "Examples:",
      "  jstartup sendSignal SIGUSR2 web",
      "  jstartup sendSignal HUP '/^api-/'"
    })
final class SendSignalCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "SIGNAL", description = "SIGHUP, HUP or a number.")
  private String signal;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "TARGET",
      description = "A name, an id, a namespace, /a pattern/ of names or 'all'.")
  private List<String> targets;

  @Option(names = "--json", description = "Say what became of it as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;
  private final Session session;

  SendSignalCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    int number =
        SignalNumber.parse(signal)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "Invalid value for SIGNAL: '"
                            + signal
                            + "' is no signal; give a name such as SIGUSR2, or a number from 1 to 64"));
    Outcome outcome = send(number);
    if (!json) {
      outcome
          .processes()
          .forEach(
              row ->
                  session
                      .console()
                      .say("sent " + signal + " to '" + row.name() + "', pid " + row.pid()));
    }
    return Results.show(session, outcome, json);
  }

  private Outcome send(int number) {
    try (SupervisorClient client = session.running().orElse(null)) {
      return client == null
          ? new Outcome(List.of(), Wanted.nothingListed(session, targets))
          : client.signal(number, targets);
    }
  }
}

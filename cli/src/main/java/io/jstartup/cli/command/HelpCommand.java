package io.jstartup.cli.command;

import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code help}. */
@Command(
    name = "help",
    header = "Show the help of a command, or the list of all of them.",
    footer = {"", "Examples:", "  jstartup help start", "  jstartup help native install"})
final class HelpCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The same as COMMAND --help.")
  private List<String> words = new ArrayList<>();

  @Spec private CommandSpec spec;
  private final Session session;

  HelpCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    CommandLine meant = spec.root().commandLine();
    for (String word : words) {
      CommandLine next = meant.getSubcommands().get(word);
      if (next == null) {
        throw new UnmatchedArgumentException(meant, List.of(word));
      }
      meant = next;
    }
    session.console().result(meant.getUsageMessage(meant.getColorScheme()));
    return ExitCode.OK;
  }
}

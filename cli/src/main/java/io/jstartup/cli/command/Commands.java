package io.jstartup.cli.command;

import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Session;
import io.jstartup.model.Problem;
import io.jstartup.model.Secrets;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands, behind the option parser. */
public final class Commands {
  private Commands() {}

  /**
   * Runs the command that the session's words name.
   *
   * @return its exit code; {@link ExitCode#USAGE} when the words are wrong
   * @throws io.jstartup.model.ProblemsException when it failed
   * @throws Exception for what no command foresaw
   */
  public static int run(Session session) throws Exception {
    CommandLine line = line(session);
    StringWriter help = new StringWriter();
    line.setOut(new PrintWriter(help));
    AtomicReference<Exception> failure = new AtomicReference<>();
    line.setExecutionExceptionHandler(
        (e, failed, parsed) -> {
          failure.set(e);
          return ExitCode.FAILED;
        });
    List<String> words = Words.of(session.caller().arguments(), line.getSubcommands().keySet());
    int code = line.execute(words.toArray(String[]::new));
    if (failure.get() != null) {
      throw failure.get();
    }
    session.console().result(help.toString());
    return code;
  }

  private static CommandLine line(Session session) {
    CommandLine line = new CommandLine(new JstartupCommand(session), new SessionFactory(session));
    List<String> words = session.caller().arguments();
    Subcommands.add(line, words.isEmpty() ? "" : words.get(0));
    return line.setExpandAtFiles(false)
        .setOverwrittenOptionsAllowed(true)
        .setUsageHelpWidth(Math.max(60, Math.min(100, session.console().terminal().columns())))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                session.console().terminal().colour()
                    ? CommandLine.Help.Ansi.ON
                    : CommandLine.Help.Ansi.OFF))
        .setParameterExceptionHandler((e, args) -> usage(session, e));
  }

  private static int usage(Session session, ParameterException e) {
    if (e instanceof OptionValues.Wrong wrong) {
      wrong.problems().forEach(session.console()::problem);
      return ExitCode.USAGE;
    }
    if (e instanceof UnmatchedArgumentException unmatched) {
      session.console().problem(new Unmatched(unmatched).problem());
      return ExitCode.USAGE;
    }
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    String reason = Secrets.maskedText(reason(e));
    session.console().problem(new Problem(reason, "", "see '" + command + " --help'"));
    return ExitCode.USAGE;
  }

  private static String reason(ParameterException e) {
    String message =
        e.getMessage()
            .replaceFirst("\\.$", "")
            .replaceFirst("is not an? (int|long)$", "is no whole number");
    return Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }
}

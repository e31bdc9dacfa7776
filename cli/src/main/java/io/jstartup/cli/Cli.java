package io.jstartup.cli;

import io.jstartup.cli.command.Commands;
import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Session;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One command from its words to its exit code. The one place where exceptions become messages and exit codes. */
final class Cli {
  private Cli() {}

  static int run(Session session) {
    int code = carryOut(session);
    Optional<IOException> loss = session.console().loss();
    loss.map(Cli::unwritten).ifPresent(session.console()::problem);
    return loss.isPresent() && code == ExitCode.OK ? ExitCode.FAILED : code;
  }

  private static Problem unwritten(IOException e) {
    return new Problem(
        "cannot write all of the output",
        String.valueOf(e.getMessage()),
        "whatever else was asked for is done; make room, and ask again for what is to be read");
  }

  private static int carryOut(Session session) {
    try {
      OptionalInt code = FastPath.run(session);
      return code.isPresent() ? code.getAsInt() : other(session);
    } catch (ProblemsException e) {
      e.problems().forEach(session.console()::problem);
      debug(session, e);
      return ExitCode.FAILED;
    } catch (Exception e) {
      session.console().problem(unexpected(e));
      debug(session, e);
      return ExitCode.FAILED;
    }
  }

  private static int other(Session session) throws Exception {
    List<String> words = session.caller().arguments();
    return switch (words.isEmpty() ? "" : words.get(0)) {
      case "archive" -> new Archives(session).make();
      case "rehearse" -> Rehearsal.run(session);
      default -> Commands.run(session);
    };
  }

  private static Problem unexpected(Exception e) {
    return new Problem(
        "this failed in a way that it should not",
        e.toString(),
        "JSTARTUP_DEBUG=1 shows where; please report it");
  }

  private static void debug(Session session, Exception e) {
    if ("1".equals(session.caller().env().get("JSTARTUP_DEBUG"))) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      session.console().error(trace.toString());
    }
  }
}

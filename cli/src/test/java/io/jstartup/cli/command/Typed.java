package io.jstartup.cli.command;

import io.jstartup.cli.caller.Caller;
import io.jstartup.cli.caller.Terminal;
import io.jstartup.cli.output.Console;
import io.jstartup.cli.session.Session;
import io.jstartup.model.ProblemsException;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a command line came to, in a home that no supervisor serves.
 *
 * @param code the exit code
 */
public record Typed(int code, String out, String err) {
  /** Runs it in this folder, which is also HOME; the home lies in it. */
  public static Typed in(Path folder, String... words) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Session session = session(folder, out, err, words);
    int code;
    try {
      code = Commands.run(session);
    } catch (ProblemsException e) {
      e.problems().forEach(session.console()::problem);
      code = 1;
    }
    return new Typed(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The same surroundings, for what is no command. */
  public static Session session(Path folder, OutputStream out, OutputStream err, String... words) {
    Terminal terminal = new Terminal(false, false, Terminal.UNLIMITED, true, false);
    Map<String, String> env =
        Map.of(
            "PATH", "/usr/bin:/bin",
            "HOME", folder.toString(),
            "JSTARTUP_HOME", folder.resolve("home").toString());
    Caller caller = new Caller(List.of(words), env, folder, terminal);
    return new Session(caller, new Console(out, err, terminal));
  }
}

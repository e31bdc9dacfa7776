package io.jstartup.cli;

import io.jstartup.cli.caller.Caller;
import io.jstartup.cli.caller.Terminal;
import io.jstartup.cli.output.Console;
import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Session;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What people do with jstartup, once, in one process and a home of its own: the classes loaded by then are worth archiving. */
final class Rehearsal {
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("list"),
          List.of("start", "/bin/sleep", "--name", "rehearsal", "--", "1000"),
          List.of("start", "/bin/false", "--name", "crash"),
          List.of("list"),
          List.of("list", "--json"),
          List.of("jlist"),
          List.of("ping"),
          List.of("save"),
          List.of("list"),
          List.of("restart", "rehearsal"),
          List.of("stop", "all"),
          List.of("delete", "all", "--json"),
          List.of("stop", "nothing"),
          List.of("resurrect"),
          List.of("lst"),
          List.of("start", "--help"),
          List.of("kill"));

  private static final Set<List<String>> FAILING =
      Set.of(List.of("stop", "nothing"), List.of("lst"));

  private Rehearsal() {}

  /** Fails with the first command that does not end as it should: an archive of its message would pass for a whole one. */
  static int run(Session session) {
    Map<String, String> env = new LinkedHashMap<>(session.caller().env());
    env.put("JSTARTUP_HOME", session.caller().arguments().get(1));
    Terminal terminal = new Terminal(true, false, 100, true, true);
    OutputStream nowhere = OutputStream.nullOutputStream();
    for (List<String> words : COMMANDS) {
      Caller caller = new Caller(words, env, session.caller().cwd(), terminal);
      int code = Cli.run(new Session(caller, new Console(nowhere, nowhere, terminal)));
      if ((code == ExitCode.OK) == FAILING.contains(words)) {
        session.console().error("'" + String.join(" ", words) + "' ended with " + code + "\n");
        return ExitCode.FAILED;
      }
    }
    return ExitCode.OK;
  }
}

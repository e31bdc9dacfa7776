package io.jstartup.cli.session;

import io.jstartup.cli.units.UnitJson;
import io.jstartup.cli.units.UnitRows;
import io.jstartup.supervisor.client.ListText;
import io.jstartup.supervisor.client.Pong;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.control.ProcessRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What tells about the running supervisor and starts none, unless one died and left apps. Each gives the command's exit code. */
public final class Listing {
  /** What a completion script runs to hear of {@link #apps}. */
  public static final List<String> APPS = List.of("completion", "--apps");

  /** Needs no quoting in any shell, and is one word to bash's completion. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]{0,99}");

  private Listing() {}

  /** Prints names and ids, a line each: those that a shell can put into a command line as they are. Starts no supervisor, whatever died. */
  public static int apps(Session session) {
    try (SupervisorClient client = session.reach().orElse(null)) {
      List<ProcessRow> rows = client == null ? List.of() : client.list();
      Stream<String> names = rows.stream().map(ProcessRow::name).distinct().sorted();
      Stream<String> ids = rows.stream().map(row -> String.valueOf(row.id()));
      Stream.concat(names.filter(name -> PLAIN.matcher(name).matches()), ids)
          .distinct()
          .forEach(word -> session.console().result(word + "\n"));
    }
    return ExitCode.OK;
  }

  /** Prints PM2's jlist, as the supervisor made it; no supervisor has no processes. */
  public static int jlist(Session session) {
    return jlist(session, session.showsSecrets());
  }

  /** The same, with secrets or without. */
  public static int jlist(Session session, boolean secrets) {
    try (SupervisorClient client = session.running().orElse(null)) {
      byte[] list =
          client == null
              ? "[]".getBytes(StandardCharsets.US_ASCII)
              : jlist(session, client, secrets);
      session.console().result(list);
      session.console().result("\n");
    }
    return ExitCode.OK;
  }

  private static byte[] jlist(Session session, SupervisorClient client, boolean secrets) {
    ListText list = client.listText(secrets);
    return list.services() ? UnitJson.filled(list.json(), session.home()) : list.json();
  }

  /** Prints the table. */
  public static int list(Session session) {
    Results.table(session, rows(session));
    return ExitCode.OK;
  }

  /** All processes by id. */
  public static List<ProcessRow> rows(Session session) {
    try (SupervisorClient client = session.running().orElse(null)) {
      return client == null ? List.of() : UnitRows.of(client.list(), session.home());
    }
  }

  /** Says whether a supervisor runs; none is a failure. */
  public static int ping(Session session) {
    try (SupervisorClient client = session.reach().orElse(null)) {
      Optional<Pong> pong = Optional.ofNullable(client).map(SupervisorClient::ping);
      session
          .console()
          .say(
              pong.map(p -> "supervisor " + p.version() + " runs with pid " + p.pid())
                  .orElse("no supervisor runs"));
      return pong.isPresent() ? ExitCode.OK : ExitCode.FAILED;
    }
  }
}

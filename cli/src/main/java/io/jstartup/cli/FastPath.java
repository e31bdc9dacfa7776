package io.jstartup.cli;

import io.jstartup.cli.command.TargetOperation;
import io.jstartup.cli.daemon.RunnerProcess;
import io.jstartup.cli.daemon.SpecFile;
import io.jstartup.cli.daemon.SupervisorOptions;
import io.jstartup.cli.daemon.SupervisorProcess;
import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Listing;
import io.jstartup.cli.session.Session;
import io.jstartup.cli.session.Version;
import io.jstartup.model.HomeLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The commands that scripts and monitors call every few seconds, and the one that a boot waits for, done before the option parser is
 * even loaded. It knows their plain forms only; every other form means the same and goes the long way.
 */
final class FastPath {
  private FastPath() {}

  /** The exit code; empty when these words are for the option parser. */
  static OptionalInt run(Session session) {
    List<String> words = session.caller().arguments();
    if (words.size() == 1) {
      return one(session, words.get(0));
    }
    if (words.size() > 1 && words.get(0).equals("daemon")) {
      return daemon(session, words.subList(1, words.size()));
    }
    if (words.size() == 5 && words.subList(0, 3).equals(List.of("exec", "--settle", "--home"))) {
      return OptionalInt.of(runner(session, Path.of(words.get(3)), words.get(4)));
    }
    if (words.equals(Listing.APPS)) {
      return OptionalInt.of(Listing.apps(session));
    }
    boolean listAsJson =
        words.size() == 2 && words.get(0).equals("list") && words.get(1).equals("--json");
    return listAsJson ? OptionalInt.of(Listing.jlist(session)) : OptionalInt.empty();
  }

  private static OptionalInt one(Session session, String word) {
    return switch (word) {
      case "jlist" -> OptionalInt.of(Listing.jlist(session));
      case "list", "ls", "l", "ps", "status" -> OptionalInt.of(Listing.list(session));
      case "resurrect" -> OptionalInt.of(TargetOperation.resurrect(session, false));
      case "ping" -> OptionalInt.of(Listing.ping(session));
      case "--version", "-v" -> OptionalInt.of(version(session));
      default -> OptionalInt.empty();
    };
  }

  /** As our own starter, the boot hook and an update call it. The supervisor lives long: what it never loads, it never holds in memory. */
  private static OptionalInt daemon(Session session, List<String> options) {
    Optional<SupervisorOptions> plain = SupervisorOptions.of(options);
    return plain.isPresent()
        ? OptionalInt.of(new SupervisorProcess(session, plain.get()).run())
        : OptionalInt.empty();
  }

  /** As services that jstartup has made call it. */
  private static int runner(Session session, Path home, String file) {
    return new RunnerProcess(session, new HomeLayout(home), true).run(SpecFile.read(file));
  }

  private static int version(Session session) {
    session.console().result(Version.text() + "\n");
    return ExitCode.OK;
  }
}

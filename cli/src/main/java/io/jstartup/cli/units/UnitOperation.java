package io.jstartup.cli.units;

import io.jstartup.generator.print.ShellWords;
import io.jstartup.generator.run.CommandRunner;
import io.jstartup.generator.run.SystemCommands;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.ServiceMark;
import io.jstartup.model.StopPolicy;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.control.ProcessRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The part of a stop or restart that is systemd's to do. */
public final class UnitOperation {
  /** The list is its owner's to write: root must not be led to stop another service by it, and systemctl takes patterns. */
  private static final Pattern OURS =
      Pattern.compile("jstartup-[A-Za-z0-9_.-]+@[A-Za-z0-9_.@-]+\\.service");

  /** An app may be given longer to stop, but its user's manager may as well never answer. */
  private static final Duration OTHERS_LIMIT = Duration.ofMinutes(10);

  private UnitOperation() {}

  /**
   * Does it to the services that the outcome leaves to its caller. systemd decides whether the caller may; who may not is told the one
   * command for root.
   *
   * @param verb {@code stop} or {@code restart}
   * @param home whose list named them
   * @return the outcome with them
   */
  public static Outcome complete(Outcome outcome, String verb, HomeLayout home) {
    if (outcome.services().isEmpty()) {
      return outcome;
    }
    CommandRunner runner = new SystemCommands();
    List<Problem> problems = new ArrayList<>(outcome.problems());
    List<String> services = outcome.services().stream().map(ProcessRow::service).toList();
    problems.addAll(of(services, verb, UnitAccess.of(home, runner), runner));
    List<ProcessRow> all = new ArrayList<>(outcome.processes());
    all.addAll(UnitRows.of(outcome.services(), home));
    return new Outcome(all, problems, outcome.notes());
  }

  /** What is wrong when it is done to these. */
  static List<Problem> of(
      List<String> services, String verb, UnitAccess access, CommandRunner runner) {
    List<Problem> problems = new ArrayList<>();
    List<ServiceMark> ours = new ArrayList<>();
    for (ServiceMark mark : services.stream().map(ServiceMark::parse).toList()) {
      refusal(mark, verb, access).ifPresentOrElse(problems::add, () -> ours.add(mark));
    }
    ours.stream()
        .collect(Collectors.groupingBy(ServiceMark::manager))
        .values()
        .forEach(marks -> problem(verb, access, marks, runner).ifPresent(problems::add));
    return problems;
  }

  private static Optional<Problem> refusal(ServiceMark mark, String verb, UnitAccess access) {
    String what = "cannot " + verb + " '" + mark.text() + "'";
    if (!OURS.matcher(mark.name()).matches()) {
      return Optional.of(
          new Problem(
              what,
              "that is no service of systemd that jstartup has made",
              "use the init system's own command"));
    }
    return access
        .refusal(mark)
        .map(
            why ->
                new Problem(
                    what, why, "ask that home's owner who wrote this; systemctl itself does it"));
  }

  /** What is wrong when it is done; empty: it is done. The remedy stands on a line of its own, to be pasted. */
  private static Optional<Problem> problem(
      String verb, UnitAccess access, List<ServiceMark> marks, CommandRunner runner) {
    Systemctl systemctl = access.systemctl(marks.get(0).manager());
    List<String> services = marks.stream().map(ServiceMark::name).toList();
    String failure = run(verb, systemctl, services, runner);
    return failure.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "cannot " + verb + " '" + String.join("', '", services) + "'",
                failure,
                access.root() || systemctl.manager().isPresent()
                    ? "see:\n" + systemctl.typed() + " status" + words(services)
                    : "as root:\nsudo systemctl " + verb + words(services)));
  }

  private static String run(
      String verb, Systemctl systemctl, List<String> services, CommandRunner runner) {
    Duration limit = systemctl.isOthers() ? OTHERS_LIMIT : StopPolicy.LONGEST_TIMEOUT;
    try {
      if (verb.equals("restart")) {
        // starts by hand count for the start limit too, and would be refused by it, the app stopped
        // already
        runner.run(command(systemctl, "reset-failed", services, limit).thatMayFail());
      }
      CommandOutput output = runner.run(command(systemctl, verb, services, limit));
      String said = String.join(", ", output.error().strip().lines().toList());
      return output.succeeded() ? "" : said.isEmpty() ? "exit code " + output.exitCode() : said;
    } catch (ProblemsException e) {
      return e.getMessage();
    }
  }

  private static Command command(
      Systemctl systemctl, String verb, List<String> services, Duration limit) {
    List<String> argv = new ArrayList<>(systemctl.words("--no-ask-password", verb, "--"));
    argv.addAll(services);
    return new Command(argv, limit, false, false);
  }

  private static String words(List<String> services) {
    return services.stream().map(ShellWords::word).map(" "::concat).collect(Collectors.joining());
  }
}

package io.jstartup.cli.units;

import io.jstartup.generator.print.ShellWords;
import io.jstartup.generator.run.CommandRunner;
import io.jstartup.generator.run.SystemCommands;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.model.ServiceMark;
import io.jstartup.model.StopPolicy;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import io.jstartup.supervisor.client.Outcome;
import io.jstartup.supervisor.control.ProcessRow;
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

  private UnitOperation() {}

  /**
   * Does it to the services that the outcome leaves to its caller. systemd decides whether the caller may; who may not is told the one
   * command for root.
   *
   * @param verb {@code stop} or {@code restart}
   * @return the outcome with them
   */
  public static Outcome complete(Outcome outcome, String verb) {
    return outcome.services().isEmpty() ? outcome : complete(outcome, verb, new SystemCommands());
  }

  static Outcome complete(Outcome outcome, String verb, CommandRunner runner) {
    List<Problem> problems = new ArrayList<>(outcome.problems());
    outcome.services().stream()
        .map(ProcessRow::service)
        .map(ServiceMark::parse)
        .collect(Collectors.groupingBy(ServiceMark::manager))
        .forEach(
            (manager, marks) -> {
              List<String> services = marks.stream().map(ServiceMark::name).toList();
              problem(verb, new Systemctl(manager), services, runner).ifPresent(problems::add);
            });
    List<ProcessRow> all = new ArrayList<>(outcome.processes());
    all.addAll(UnitRows.of(outcome.services()));
    return new Outcome(all, problems, outcome.notes());
  }

  /** What is wrong when it is done; empty: it is done. */
  private static Optional<Problem> problem(
      String verb, Systemctl systemctl, List<String> services, CommandRunner runner) {
    String what = "cannot " + verb + " '" + String.join("', '", services) + "'";
    if (!services.stream().allMatch(service -> OURS.matcher(service).matches())) {
      return Optional.of(
          new Problem(
              what,
              "that is no service of systemd that jstartup has made",
              "use the init system's own command"));
    }
    String failure = run(verb, systemctl, services, runner);
    return failure.isEmpty()
        ? Optional.empty()
        : Optional.of(new Problem(what, failure, remedy(verb, systemctl, services)));
  }

  private static String run(
      String verb, Systemctl systemctl, List<String> services, CommandRunner runner) {
    List<String> argv = new ArrayList<>(systemctl.words("--no-ask-password", verb, "--"));
    argv.addAll(services);
    try {
      CommandOutput output =
          runner.run(new Command(argv, StopPolicy.LONGEST_TIMEOUT, false, false));
      String said = String.join(", ", output.error().strip().lines().toList());
      return output.succeeded() ? "" : said.isEmpty() ? "exit code " + output.exitCode() : said;
    } catch (ProblemsException e) {
      return e.getMessage();
    }
  }

  /** The command stands on a line of its own, to be pasted. */
  private static String remedy(String verb, Systemctl systemctl, List<String> services) {
    return Systemctl.isRoot() || systemctl.manager().isPresent()
        ? "see: " + String.join(" ", systemctl.plain()) + " status" + words(services)
        : "as root:\nsudo systemctl " + verb + words(services);
  }

  private static String words(List<String> services) {
    return services.stream().map(ShellWords::word).map(" "::concat).collect(Collectors.joining());
  }
}

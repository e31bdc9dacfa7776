package io.jstartup.cli.command;

import io.jstartup.dump.processfile.Attributes;
import io.jstartup.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What the options about an app were given: a value that is none is a wrong command line, and nothing is done. */
final class OptionValues {
  private static final String SUBJECT = "what the options say";

  /** All that is wrong with them. */
  static final class Wrong extends ParameterException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    Wrong(CommandSpec spec, List<Problem> problems) {
      super(spec.commandLine(), problems.get(0).message());
      this.problems = List.copyOf(problems);
    }

    List<Problem> problems() {
      return problems;
    }
  }

  private OptionValues() {}

  /**
   * Does nothing when they are right.
   *
   * @param attributes by their names in a process file
   */
  static void check(CommandSpec spec, Map<String, Object> attributes) {
    List<Problem> problems = new ArrayList<>();
    attributes.forEach((name, value) -> check(spec, name, value, problems));
    if (!problems.isEmpty()) {
      throw new Wrong(spec, problems);
    }
  }

  private static void check(CommandSpec spec, String name, Object value, List<Problem> problems) {
    List<Problem> found = new ArrayList<>();
    Attributes.of(SUBJECT, Map.of(name, value), found, new ArrayList<>());
    String option = "--" + name.replace('_', '-');
    boolean known = spec.findOption(option) != null;
    for (Problem problem : found) {
      String why =
          known ? problem.why().replace("'" + name + "'", "'" + option + "'") : problem.why();
      problems.add(new Problem(problem.what(), why, remedy(spec)));
    }
  }

  private static String remedy(CommandSpec spec) {
    return "see '" + spec.qualifiedName() + " --help'";
  }
}

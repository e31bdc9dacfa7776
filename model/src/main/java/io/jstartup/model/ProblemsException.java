package io.jstartup.model;

import java.util.List;
import java.util.stream.Collectors;

/** The request can't be done; carries every problem found, not just the first. The command line prints them and exits with 1. */
public final class ProblemsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public ProblemsException(List<Problem> problems) {
    super(problems.stream().map(Problem::message).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public ProblemsException(Problem problem) {
    this(List.of(problem));
  }

  public ProblemsException(Problem problem, Throwable cause) {
    this(problem);
    initCause(cause);
  }

  public ProblemsException(String what, String why, String remedy) {
    this(new Problem(what, why, remedy));
  }

  public List<Problem> problems() {
    return problems;
  }
}

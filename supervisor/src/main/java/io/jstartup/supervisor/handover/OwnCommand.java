package io.jstartup.supervisor.handover;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How this supervisor was started, so that the next version can be started the same way. All strings are {@link
 * io.jstartup.model.OsText}.
 *
 * @param program what runs jstartup: the launcher, or a Java with its flags and main class; its first word is an absolute path. Empty:
 *     unknown
 * @param arguments what makes it the supervisor of this home: {@code daemon --boot systemd}
 * @param environment {@code NAME=VALUE}, in order
 * @param unheeded the names of signals that the program before this one in its process has caught and left to it
 */
public record OwnCommand(
    List<String> program, List<String> arguments, List<String> environment, List<String> unheeded) {
  /** For a supervisor that can't be replaced. */
  public static final OwnCommand UNKNOWN = new OwnCommand(List.of(), List.of(), List.of());

  /** Makes a supervisor take over from the program that ran in its process before. */
  public static final String HANDOVER = "--handover";

  /** Makes it say whether it could, and end. */
  public static final String PREFLIGHT = "--preflight";

  /** What is unheeded: {@code TERM HUP}. */
  private static final String UNHEEDED = "JSTARTUP_UNHEEDED=";

  private static final String JAVA = "JSTARTUP_JAVA_HOME=";

  public OwnCommand {
    program = List.copyOf(program);
    arguments = List.copyOf(arguments);
    environment = List.copyOf(environment);
    unheeded = List.copyOf(unheeded);
  }

  /** @param variables those of this process, what is unheeded among them */
  public OwnCommand(List<String> program, List<String> arguments, List<String> variables) {
    this(
        program,
        arguments,
        variables.stream().filter(it -> !it.startsWith(UNHEEDED)).toList(),
        variables.stream()
            .filter(it -> it.startsWith(UNHEEDED))
            .flatMap(it -> Stream.of(it.substring(UNHEEDED.length()).split(" ")))
            .toList());
  }

  /** Whether it can be run again. */
  public boolean known() {
    return !program.isEmpty();
  }

  /** For the next program, with the names of the signals that are left to it. */
  public List<String> environment(List<String> left) {
    List<String> variables = new ArrayList<>(environment);
    if (!left.isEmpty()) {
      variables.add(UNHEEDED + String.join(" ", left));
    }
    return variables;
  }

  OwnCommand by(List<String> otherProgram) {
    return new OwnCommand(otherProgram, arguments, environment);
  }

  /** Has the launcher use the Java of that folder. */
  OwnCommand on(String javaHome) {
    List<String> variables = new ArrayList<>(environment);
    variables.removeIf(variable -> variable.startsWith(JAVA));
    variables.add(JAVA + javaHome);
    return new OwnCommand(program, arguments, variables);
  }

  /** For a process that has nothing to take over but the live state. */
  public List<String> line() {
    List<String> line = new ArrayList<>(program);
    line.addAll(arguments);
    return line;
  }

  List<String> line(String last) {
    List<String> line = new ArrayList<>(line());
    line.add(last);
    return line;
  }
}

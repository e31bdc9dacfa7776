package io.jstartup.supervisor.handover;

import java.util.ArrayList;
import java.util.List;

/**
 * How this supervisor was started, so that the next version can be started the same way. All strings are {@link
 * io.jstartup.model.OsText}.
 *
 * @param program what runs jstartup: the launcher, or a Java with its flags and main class; its first word is an absolute path. Empty:
 *     unknown
 * @param arguments what makes it the supervisor of this home: {@code daemon --boot systemd}
 * @param environment {@code NAME=VALUE}, in order, without {@link #UNHEEDED}
 */
public record OwnCommand(List<String> program, List<String> arguments, List<String> environment) {
  /** For a supervisor that can't be replaced. */
  public static final OwnCommand UNKNOWN = new OwnCommand(List.of(), List.of(), List.of());

  /** Makes a supervisor take over from the program that ran in its process before. */
  public static final String HANDOVER = "--handover";

  /** Makes it say whether it could, and end. */
  public static final String PREFLIGHT = "--preflight";

  /** The variable that tells a program which signals the one before it has caught and left to it: {@code TERM HUP}. */
  public static final String UNHEEDED = "JSTARTUP_UNHEEDED";

  private static final String JAVA = "JSTARTUP_JAVA_HOME=";

  public OwnCommand {
    program = List.copyOf(program);
    arguments = List.copyOf(arguments);
    environment = environment.stream().filter(it -> !it.startsWith(UNHEEDED + "=")).toList();
  }

  /** Whether it can be run again. */
  public boolean known() {
    return !program.isEmpty();
  }

  /** With the names of the signals that are left to the next program. */
  public List<String> environment(List<String> unheeded) {
    List<String> variables = new ArrayList<>(environment);
    if (!unheeded.isEmpty()) {
      variables.add(UNHEEDED + "=" + String.join(" ", unheeded));
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

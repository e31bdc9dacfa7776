package io.jstartup.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is executed: all strings are {@link OsText}, paths are absolute, nothing passes through a shell.
 *
 * @param executable the script or program, absolute ({@code pm_exec_path})
 * @param args its arguments
 * @param interpreter absolute path of the interpreter, or {@link #NO_INTERPRETER} when the executable runs as it is
 * @param interpreterArgs what stands between interpreter and script ({@code node_args}); {@code -jar} for a jar
 * @param cwd the working directory
 * @param env the whole environment, in order; the supervisor adds its own few variables at spawn time
 */
public record Launch(
    String executable,
    List<String> args,
    String interpreter,
    List<String> interpreterArgs,
    String cwd,
    Map<String, String> env) {
  /** PM2's word for an executable that runs as it is. */
  public static final String NO_INTERPRETER = "none";

  public Launch {
    args = List.copyOf(args);
    interpreterArgs = List.copyOf(interpreterArgs);
    env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
  }

  /** The whole argument vector; its first element is the program's path. */
  public List<String> argv() {
    List<String> argv = new ArrayList<>();
    if (!interpreter.equals(NO_INTERPRETER)) {
      argv.add(interpreter);
      argv.addAll(interpreterArgs);
    }
    argv.add(executable);
    argv.addAll(args);
    return argv;
  }

  /** What its interpreter reads; empty: it has none. */
  public String script() {
    return interpreter.equals(NO_INTERPRETER) ? "" : executable;
  }

  /** Whether Node runs it. */
  public boolean isNode() {
    String program = interpreter.equals(NO_INTERPRETER) ? executable : interpreter;
    String name = program.substring(program.lastIndexOf('/') + 1);
    return name.equals("node") || name.equals("nodejs");
  }

  public Launch withEnv(Map<String, String> newEnv) {
    return new Launch(executable, args, interpreter, interpreterArgs, cwd, newEnv);
  }
}

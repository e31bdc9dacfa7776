package io.jstartup.cli.caller;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Who called us.
 *
 * @param arguments the command's words, {@link io.jstartup.model.OsText}
 * @param env the caller's environment, byte for byte, in its order, {@link io.jstartup.model.OsText}
 * @param cwd the caller's working directory
 * @param terminal where output goes
 */
public record Caller(List<String> arguments, Map<String, String> env, Path cwd, Terminal terminal) {
  public Caller {
    arguments = List.copyOf(arguments);
    env = Collections.unmodifiableMap(env);
  }

  /** The caller of this process, whose main got these arguments. */
  public static Caller current(String[] decoded) {
    Map<String, String> env = Environment.ofCaller();
    return new Caller(Arguments.of(decoded), env, Path.of("").toAbsolutePath(), Terminal.of(env));
  }

  public Caller withArguments(List<String> others) {
    return new Caller(others, env, cwd, terminal);
  }
}

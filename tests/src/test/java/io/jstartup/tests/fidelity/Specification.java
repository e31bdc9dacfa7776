package io.jstartup.tests.fidelity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One app to be asked for, with all that its process is to show. Strings are those of {@link io.jstartup.model.OsText}, but paths, which
 * are UTF-8.
 *
 * @param number tells it from the others, and names its record
 * @param program the recorder's path: the script, or its interpreter where {@code interpreterArgs} are given
 * @param script what the interpreter is given
 * @param inherits whether it gets its caller's variables, or {@code env} only
 * @param umask octal
 * @param files the soft and the hard limit of open files
 */
public record Specification(
    int number,
    String name,
    String program,
    Optional<String> script,
    List<String> interpreterArgs,
    List<String> args,
    Map<String, String> env,
    boolean inherits,
    String cwd,
    Identity identity,
    Optional<String> umask,
    Optional<Integer> nice,
    Optional<Limit> files,
    Stop stop) {
  /** Of all of them, so that one word of a command means them. */
  public static final String NAMESPACE = "fidelity";

  /** A soft and a hard limit. */
  public record Limit(int soft, int hard) {}

  /** The number of the signal, and how long it may take, in ms. */
  public record Stop(int signal, int timeout) {}

  /** As a process file has it. */
  public Map<String, Object> entry() {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", name);
    entry.put("namespace", NAMESPACE);
    entry.put("script", script.orElse(program));
    script.ifPresent(file -> entry.put("interpreter", program));
    script.ifPresent(file -> entry.put("interpreter_args", interpreterArgs));
    entry.put("args", args);
    entry.put("env", env);
    entry.put("filter_env", !inherits);
    entry.put("cwd", cwd);
    entry.putAll(identity.asked());
    umask.ifPresent(mask -> entry.put("umask", mask));
    nice.ifPresent(value -> entry.put("nice", value));
    files.ifPresent(
        limit -> entry.put("limits", Map.of("nofile", limit.soft() + ":" + limit.hard())));
    entry.put("kill_signal", stop.signal());
    entry.put("kill_timeout", stop.timeout());
    entry.put("autorestart", false);
    return entry;
  }
}

package io.jstartup.platforms.os;

import java.util.List;
import java.util.Optional;

/**
 * One process to start: in a session of its own, standard input from {@code /dev/null}, no other descriptor inherited, signal mask
 * empty and dispositions at their defaults. All strings are {@link io.jstartup.model.OsText}, without NUL.
 *
 * @param program absolute path of what is executed
 * @param argv the whole vector, {@code argv[0]} included
 * @param environment {@code NAME=VALUE} in order; exactly what the process gets
 * @param cwd working directory
 * @param stdout absolute path, opened for append, created 0600 when missing
 * @param stderr the same; equal to {@code stdout} means one shared description
 * @param cgroup the cgroup it is in before its first own instruction
 * @param manner what else is special about it
 */
public record SpawnRequest(
    String program,
    List<String> argv,
    List<String> environment,
    String cwd,
    String stdout,
    String stderr,
    Optional<Cgroup> cgroup,
    SpawnManner manner) {
  public SpawnRequest {
    argv = List.copyOf(argv);
    environment = List.copyOf(environment);
  }

  /** One with nothing special. */
  public SpawnRequest(
      String program,
      List<String> argv,
      List<String> environment,
      String cwd,
      String stdout,
      String stderr,
      Optional<Cgroup> cgroup) {
    this(program, argv, environment, cwd, stdout, stderr, cgroup, SpawnManner.PLAIN);
  }
}

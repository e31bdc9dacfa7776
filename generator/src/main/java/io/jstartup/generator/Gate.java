package io.jstartup.generator;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file without which the services of apps do nothing, and their apps are the supervisor's. Each change is whole, and on the disk when
 * it is done.
 */
public final class Gate {
  /** What it says to who looks at it. */
  public static final String TEXT =
      "While this is here, services run the apps; without it, the supervisor does. Of 'jstartup native'.\n";

  private final Machine machine;
  private final Optional<Path> path;

  Gate(Machine machine, Optional<Path> path) {
    this.machine = machine;
    this.path = path;
  }

  void open() {
    path.ifPresent(
        file ->
            machine.write(file, TEXT.getBytes(StandardCharsets.UTF_8), Machine.permissions(0644)));
  }

  /** Whether it was open. */
  boolean close() {
    return path.filter(machine::delete).isPresent();
  }
}

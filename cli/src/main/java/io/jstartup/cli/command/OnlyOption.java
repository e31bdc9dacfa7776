package io.jstartup.cli.command;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --only}: some apps of the process files that are named. */
final class OnlyOption {
  @Option(
      names = "--only",
      paramLabel = "NAMES",
      split = "\\s*,\\s*",
      description = "Only these apps of the process files.")
  private List<String> only;

  /** Empty: all of them. */
  Optional<List<String>> names() {
    return Optional.ofNullable(only);
  }
}

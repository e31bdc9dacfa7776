package io.jstartup.platforms;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A command whose answer decides whether an install holds.
 *
 * @param command what is run
 * @param complaints reads the answer; empty when all is well
 * @param skippable whether a machine without that tool may go without this check
 */
public record Check(
    Command command, Function<CommandOutput, List<String>> complaints, boolean skippable) {

  /** All is well when it succeeds; else this is what is wrong. */
  public static Check succeeds(Command command, String otherwise) {
    return says(command, CommandOutput::succeeded, otherwise);
  }

  /** All is well when the answer is like this; else this is what is wrong. */
  public static Check says(Command command, Predicate<CommandOutput> wanted, String otherwise) {
    return new Check(
        command, output -> wanted.test(output) ? List.of() : List.of(otherwise), false);
  }

  /** {@code sh -n}: whether a script can be read at all. */
  public static Check shellReads(Path script) {
    return new Check(
        Command.of("sh", "-n", script.toString()),
        output -> output.succeeded() ? List.of() : output.error().lines().toList(),
        false);
  }
}

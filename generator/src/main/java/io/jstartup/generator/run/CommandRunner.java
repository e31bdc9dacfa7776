package io.jstartup.generator.run;

import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Runs the machine's own tools. This is a seam: tests put a double here that fails at a chosen step. */
public interface CommandRunner {
  /** Between two runs of a command that is repeated. */
  Duration LOOK_AGAIN = Duration.ofMillis(100);

  /** One that writes all there is may find much. */
  Duration LONGEST_SYNC = Duration.ofMinutes(10);

  /**
   * Runs it to its end.
   *
   * @throws ProblemsException when there is no such tool, or when it took longer than it may; an exit code is no exception
   */
  CommandOutput run(Command command);

  /** Whether the tool of this command is on this machine. */
  boolean has(Command command);

  private CommandOutput repeat(Command command) {
    long begin = System.nanoTime();
    CommandOutput output = run(command);
    while (!output.succeeded() && System.nanoTime() - begin < command.limit().toNanos()) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      output = run(command);
    }
    return output;
  }

  /** As {@link #run}, but a failing exit code is an exception that carries what the command said. */
  default CommandOutput require(Command command) {
    CommandOutput output = command.repeated() ? repeat(command) : run(command);
    if (!output.succeeded() && !command.mayFail()) {
      String said = String.join(", ", List.copyOf(output.error().strip().lines().toList()));
      throw new ProblemsException(
          "'" + command + "' failed with exit code " + output.exitCode(),
          said.isEmpty() ? "it said nothing" : said,
          "");
    }
    return output;
  }

  /**
   * Has what was made and removed in these folders outlast a power cut from now on, where there is sync(1). One that knows no folders
   * writes all that there is.
   */
  default void settle(Collection<Path> folders) {
    List<String> argv = new ArrayList<>(List.of("sync"));
    folders.forEach(folder -> argv.add(folder.toString()));
    Command sync = new Command(argv, LONGEST_SYNC, true, false);
    if (has(sync)) {
      require(sync);
    }
  }
}

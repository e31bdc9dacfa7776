package io.jstartup.generator.run;

import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import java.nio.charset.StandardCharsets;

/** The machine's own tools; of each output at most 1 MiB is kept. */
public final class SystemCommands implements CommandRunner {
  private static final int MOST_OUTPUT = 1024 * 1024;

  @Override
  public boolean has(Command command) {
    return SystemTools.find(command.argv().get(0)).isPresent();
  }

  @Override
  public CommandOutput run(Command command) throws ProblemsException {
    ToolRun run = ToolRun.of(command, MOST_OUTPUT);
    return new CommandOutput(
        run.exitCode(),
        new String(run.out(), StandardCharsets.UTF_8),
        new String(run.error(), StandardCharsets.UTF_8));
  }
}

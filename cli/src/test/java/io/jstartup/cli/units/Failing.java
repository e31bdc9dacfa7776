package io.jstartup.cli.units;

import io.jstartup.generator.run.CommandRunner;
import io.jstartup.platforms.Command;
import io.jstartup.platforms.CommandOutput;
import java.util.ArrayList;
import java.util.List;

/** Runs nothing, fails and remembers what it was asked for. */
final class Failing implements CommandRunner {
  final List<Command> ran = new ArrayList<>();

  @Override
  public CommandOutput run(Command command) {
    ran.add(command);
    return new CommandOutput(1, "", "the test wants it");
  }

  @Override
  public boolean has(Command command) {
    return true;
  }

  List<List<String>> words() {
    return ran.stream().map(Command::argv).toList();
  }
}

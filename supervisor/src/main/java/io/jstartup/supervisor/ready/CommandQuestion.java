package io.jstartup.supervisor.ready;

import io.jstartup.platforms.os.Exit;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OsException;
import io.jstartup.supervisor.call.Answer;
import io.jstartup.supervisor.loop.Timer;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.restart.RestartRule;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Runs a command as the app is run; exit code 0 is good. It is one of the app's processes, so a stop of the app ends it too. */
final class CommandQuestion implements Question {
  private final Supervision supervision;
  private final Instance instance;
  private final List<String> command;
  private final Duration timeout;
  private ManagedProcess process;
  private Timer deadline;
  private boolean late;

  CommandQuestion(
      Supervision supervision, Instance instance, List<String> command, Duration timeout) {
    this.supervision = supervision;
    this.instance = instance;
    this.command = List.copyOf(command);
    this.timeout = timeout;
  }

  @Override
  public void ask(Consumer<Answer> told) {
    late = false;
    try {
      process = supervision.sideProcesses().run(instance, command, exit -> ended(exit, told));
      deadline = supervision.loop().after(timeout, this::overdue);
    } catch (OsException | IOException | IllegalArgumentException | OutOfMemoryError e) {
      Answer bad = Answer.bad("'" + command.get(0) + "': " + e.getMessage());
      supervision.loop().post(() -> told.accept(bad));
    }
  }

  private void ended(Exit exit, Consumer<Answer> told) {
    process = null;
    deadline.cancel();
    boolean good = exit instanceof Exit.Code code && code.code() == 0;
    String how =
        late ? "not done within " + timeout.toMillis() + " ms" : RestartRule.describe(exit);
    told.accept(good && !late ? Answer.GOOD : Answer.bad("'" + command.get(0) + "' " + how));
  }

  private void overdue() {
    late = true;
    end();
  }

  @Override
  public void end() {
    if (process != null) {
      supervision.sideProcesses().end(process);
    }
  }
}

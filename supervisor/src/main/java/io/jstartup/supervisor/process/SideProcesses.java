package io.jstartup.supervisor.process;

import io.jstartup.model.StopSignal;
import io.jstartup.platforms.os.Exit;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Commands that are run beside an app, such as probes. They change nothing of its state. On the loop's thread only. */
public final class SideProcesses {
  private final Supervision supervision;
  private final Poller poller;
  private final Spawning spawning;
  private final Branches branches;

  SideProcesses(Supervision supervision, Poller poller, Spawning spawning, Branches branches) {
    this.supervision = supervision;
    this.poller = poller;
    this.spawning = spawning;
    this.branches = branches;
  }

  /**
   * Runs a command as the instance is run, as one of its processes: its user, folder and environment. What it writes goes nowhere.
   *
   * @param onExit is told its end
   * @return for signals, until then
   */
  public ManagedProcess run(Instance instance, List<String> command, Consumer<Exit> onExit)
      throws OsException, IOException {
    ManagedProcess process = spawning.beside(instance, command);
    try {
      poller.watchExit(
          process,
          exit ->
              supervision
                  .loop()
                  .guarded(
                      () -> {
                        process.close();
                        onExit.accept(exit);
                      }));
      return process;
    } catch (OsException e) {
      process.signal(StopSignal.SIGKILL.number());
      process.close();
      throw e;
    }
  }

  /** Kills such a process and all that it has started. */
  public void end(ManagedProcess process) {
    branches.end(process.identity());
  }
}

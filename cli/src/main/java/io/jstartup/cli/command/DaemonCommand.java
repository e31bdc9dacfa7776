package io.jstartup.cli.command;

import io.jstartup.cli.daemon.SupervisorOptions;
import io.jstartup.cli.daemon.SupervisorProcess;
import io.jstartup.cli.session.Session;
import io.jstartup.model.HomeLayout;
import io.jstartup.supervisor.handover.OwnCommand;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code daemon}. */
@Command(
    name = "daemon",
    hidden = true,
    header = "Run the supervisor in the foreground; SIGTERM stops all apps and ends it.",
    description = "Exits with 78 when another supervisor serves the home.",
    footer = {"", "Example:", "  jstartup daemon"})
final class DaemonCommand implements Callable<Integer> {
  @Option(
      names = "--boot",
      paramLabel = "INIT",
      description = "The boot hook of this init system starts it: bring the saved apps back.")
  private String boot;

  @Option(
      names = "--detach",
      description = "Go to the background, out of the session; prints the pid.")
  private boolean detach;

  @Option(names = "--home", description = "The home to serve.")
  private Path home;

  @Option(names = OwnCommand.HANDOVER, description = "Take over from this process's last program.")
  private boolean handover;

  @Option(names = OwnCommand.PREFLIGHT, description = "Only say whether that could be done.")
  private boolean preflight;

  private final Session session;

  DaemonCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    SupervisorOptions options =
        new SupervisorOptions(
            Optional.ofNullable(boot),
            detach,
            Optional.ofNullable(home).map(HomeLayout::new),
            handover,
            preflight);
    return new SupervisorProcess(session, options).run();
  }
}

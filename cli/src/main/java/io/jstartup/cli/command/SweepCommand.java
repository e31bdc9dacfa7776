package io.jstartup.cli.command;

import io.jstartup.cli.daemon.SweepProcess;
import io.jstartup.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sweep}. */
@Command(
    name = "sweep",
    hidden = true,
    header = "Stop the apps that an ended supervisor of the boot hook left behind.",
    description = "Run by the boot hook; outside its unit it does nothing.")
final class SweepCommand implements Callable<Integer> {
  @Option(names = "--watch", description = "Only when no supervisor follows.")
  private boolean watch;

  private final Session session;

  SweepCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    SweepProcess sweep = new SweepProcess(session);
    return watch ? sweep.watch() : sweep.run();
  }
}

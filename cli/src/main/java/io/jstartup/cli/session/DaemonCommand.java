package io.jstartup.cli.session;

import io.jstartup.model.HomeLayout;
import io.jstartup.supervisor.client.DaemonLauncher;
import java.util.ArrayList;
import java.util.List;

/** The command line that starts a supervisor from a client. */
final class DaemonCommand {
  private DaemonCommand() {}

  static DaemonLauncher launcher(HomeLayout home) {
    List<String> command = new ArrayList<>(Program.current());
    command.addAll(List.of("daemon", "--detach", "--home", home.home().toString()));
    return Program.hasLauncher()
        ? DaemonLauncher.leavingDaemon(home, command)
        : new DaemonLauncher(home, command);
  }
}

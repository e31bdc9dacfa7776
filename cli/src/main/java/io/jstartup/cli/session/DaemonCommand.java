package io.jstartup.cli.session;

import io.jstartup.model.HomeLayout;
import io.jstartup.supervisor.client.DaemonLauncher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line that starts a supervisor from a client. */
final class DaemonCommand {
  private DaemonCommand() {}

  /** Through the launcher script that started us, because it alone knows the flags; without one straight through this Java. */
  static DaemonLauncher launcher(HomeLayout home) {
    List<String> words = List.of("daemon", "--detach", "--home", home.home().toString());
    String launcher = System.getProperty("jstartup.launcher");
    List<String> command = new ArrayList<>();
    if (launcher != null) {
      command.add(launcher);
      command.addAll(words);
      return DaemonLauncher.leavingDaemon(home, command);
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:-MaxFDLimit", "-cp", System.getProperty("java.class.path")));
    command.add("io.jstartup.cli.Main");
    command.addAll(words);
    return new DaemonLauncher(home, command);
  }
}

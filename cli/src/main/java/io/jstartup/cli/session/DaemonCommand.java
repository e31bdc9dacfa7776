package io.jstartup.cli.session;

import io.jstartup.model.HomeLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line that starts a supervisor from a client. */
final class DaemonCommand {
  private DaemonCommand() {}

  /** Through the launcher that started us, because it alone knows the flags; without one straight through this Java. */
  static List<String> of(HomeLayout home) {
    List<String> command = new ArrayList<>();
    String launcher = System.getProperty("jstartup.launcher");
    if (launcher == null) {
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-XX:-MaxFDLimit", "-cp", System.getProperty("java.class.path")));
      command.add("io.jstartup.cli.Main");
    } else {
      command.add(launcher);
    }
    command.addAll(List.of("daemon", "--detach", "--home", home.home().toString()));
    return command;
  }
}

package io.jstartup.client;

import io.jstartup.dump.Programs;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.ProblemsException;
import io.jstartup.supervisor.client.DaemonLauncher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a program starts a supervisor that isn't told how: by the {@code jstartup} on its PATH, which knows the flags that keep a supervisor
 * small; else, when jstartup's command line is on the program's class path, by this Java with that class path.
 */
final class SupervisorCommand {
  private static final String MAIN = "io.jstartup.cli.Main";

  private SupervisorCommand() {}

  static DaemonLauncher launcher(ClientOptions options) {
    HomeLayout home = options.layout();
    if (options.command().isPresent()) {
      return new DaemonLauncher(home, options.command().get());
    }
    List<String> words = List.of("daemon", "--detach", "--home", home.home().toString());
    String path = options.environment().getOrDefault("PATH", Programs.USUAL_PATH);
    List<String> command = new ArrayList<>();
    Programs.find("jstartup", path).ifPresent(command::add);
    if (!command.isEmpty()) {
      command.addAll(words);
      return DaemonLauncher.leavingDaemon(home, command);
    }
    if (SupervisorCommand.class.getResource("/" + MAIN.replace('.', '/') + ".class") == null) {
      throw new ProblemsException(
          "cannot start a supervisor for '" + home.home() + "'",
          "there is no 'jstartup' on the PATH, nor its command line on the class path",
          "install jstartup, or give the command line to start one by");
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:-UsePerfData",
            "-XX:-MaxFDLimit",
            "-cp",
            System.getProperty("java.class.path"),
            MAIN));
    command.addAll(words);
    return new DaemonLauncher(home, command);
  }
}

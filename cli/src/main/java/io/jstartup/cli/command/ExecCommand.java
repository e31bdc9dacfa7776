package io.jstartup.cli.command;

import io.jstartup.cli.daemon.RunnerProcess;
import io.jstartup.cli.daemon.SpecFile;
import io.jstartup.cli.session.Session;
import io.jstartup.model.HomeLayout;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code exec}. */
@Command(
    name = "exec",
    hidden = true,
    header = "Run one app in the foreground, as the supervisor would; for init systems.",
    description = {
      "It is restarted, watched and stopped by its own settings. SIGTERM stops it within its kill_timeout. The exit code is the",
      "app's, once it has ended for good; 78 when it runs below another one of these."
    },
    footer = {"", "Example:", "  jstartup exec /etc/jstartup/web.json"})
final class ExecCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      description = "Its entry of the saved list, with mode 0600; '-' reads standard input.")
  private String file;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "A folder for its state; without it: one in jstartup's home.")
  private Path folder;

  @Option(names = "--settle", description = "Succeed when the app has ended, however that was.")
  private boolean settle;

  private final Session session;

  ExecCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var entry = SpecFile.read(file);
    Path usual = session.home().home().resolve("exec").resolve(RunnerProcess.folder(entry));
    HomeLayout home = new HomeLayout(Optional.ofNullable(folder).orElse(usual).toAbsolutePath());
    return new RunnerProcess(session, home, settle).run(entry);
  }
}

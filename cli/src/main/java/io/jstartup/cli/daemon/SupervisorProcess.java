package io.jstartup.cli.daemon;

import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Program;
import io.jstartup.cli.session.Session;
import io.jstartup.cli.session.Version;
import io.jstartup.io.PrivateFolder;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.supervisor.Daemon;
import io.jstartup.supervisor.DaemonOptions;
import io.jstartup.supervisor.handover.OwnCommand;
import io.jstartup.supervisor.handover.Preflight;
import java.util.List;
import java.util.Optional;

/** This process as the supervisor. */
public record SupervisorProcess(Session session, SupervisorOptions options) {

  /** Runs until it is told to end, and gives the exit code. */
  public int run() {
    NativeLibrary.locate();
    OperatingSystem os = OperatingSystems.current();
    options.home().ifPresent(session::home);
    if (options.preflight()) {
      session.console().result(Preflight.check(session.home(), os, Version.text()) + "\n");
      return ExitCode.OK;
    }
    if (options.detach()) {
      OwnSession.begin(os);
    }
    PrivateFolder.ensure(session.home().home());
    Optional<String> notify = Optional.ofNullable(session.caller().env().get("NOTIFY_SOCKET"));
    DaemonOptions how =
        new DaemonOptions(
            session.home(),
            Version.text(),
            options.boot().isPresent(),
            notify,
            ListenVariables.descriptors(session.caller().env(), os.pid()),
            command(),
            options.handover());
    return Daemon.run(how, os, log());
  }

  private LogLines log() {
    return options.boot().isPresent() ? LogLines.below(session) : LogLines.onStdout(session);
  }

  private OwnCommand command() {
    List<String> environment =
        session.caller().env().entrySet().stream()
            .filter(variable -> !ListenVariables.ALL.contains(variable.getKey()))
            .map(variable -> variable.getKey() + "=" + variable.getValue())
            .toList();
    return new OwnCommand(Program.current(), options.lasting(session.home()), environment);
  }
}

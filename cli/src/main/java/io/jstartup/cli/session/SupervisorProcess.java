package io.jstartup.cli.session;

import io.jstartup.io.PrivateFolder;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.platforms.os.OsException;
import io.jstartup.supervisor.Daemon;
import io.jstartup.supervisor.DaemonOptions;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * This process as the supervisor.
 *
 * @param boot whether the boot hook started it
 * @param detach whether it leaves the session of who started it
 */
public record SupervisorProcess(Session session, boolean boot, boolean detach) {

  /** Runs until it is told to end, and gives the exit code. */
  public int run() {
    NativeLibrary.locate();
    OperatingSystem os = OperatingSystems.current();
    if (detach) {
      leaveSession(os);
    }
    PrivateFolder.ensure(session.home().home());
    Optional<String> notify = Optional.ofNullable(session.caller().env().get("NOTIFY_SOCKET"));
    DaemonOptions options = new DaemonOptions(session.home(), Version.text(), boot, notify);
    return Daemon.run(options, os, this::log);
  }

  private void log(String line) {
    session.console().say(LocalDateTime.now().truncatedTo(ChronoUnit.MILLIS) + ": " + line);
  }

  private static void leaveSession(OperatingSystem os) {
    try {
      os.leaveSession();
    } catch (OsException e) {
      throw new ProblemsException(
          new Problem("cannot leave the terminal's session", e.getMessage()), e);
    }
  }
}

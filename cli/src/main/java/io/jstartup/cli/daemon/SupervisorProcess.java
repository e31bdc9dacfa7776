package io.jstartup.cli.daemon;

import io.jstartup.cli.session.Session;
import io.jstartup.cli.session.Version;
import io.jstartup.io.PrivateFolder;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.supervisor.Daemon;
import io.jstartup.supervisor.DaemonOptions;
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
      OwnSession.begin(os);
    }
    PrivateFolder.ensure(session.home().home());
    Optional<String> notify = Optional.ofNullable(session.caller().env().get("NOTIFY_SOCKET"));
    DaemonOptions options = new DaemonOptions(session.home(), Version.text(), boot, notify);
    return Daemon.run(options, os, new LogLines(session.console()));
  }
}

package io.jstartup.cli.daemon;

import io.jstartup.cli.logs.LogStream;
import io.jstartup.cli.logs.LogView;
import io.jstartup.cli.session.Session;
import io.jstartup.cli.session.Version;
import io.jstartup.cli.start.Starting;
import io.jstartup.io.PrivateFolder;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.supervisor.Daemon;
import io.jstartup.supervisor.DaemonOptions;
import io.jstartup.supervisor.client.SupervisorClient;
import io.jstartup.supervisor.handover.OwnCommand;
import java.util.Map;
import java.util.Optional;

/**
 * This process as a container's first one, or below a small init: the supervisor in the foreground, and beside it, in threads of their
 * own, who starts the apps and who shows what they write. The supervisor reaps whatever orphans the container has. The saved list is read
 * at most.
 */
public final class RuntimeProcess {
  private final Session session;
  private final RuntimeApps apps;
  private final LogStream logs;

  /**
   * Nothing runs yet.
   *
   * @param starting what to start; empty: the saved list
   * @param autoExit whether it ends when no app runs any more
   */
  public RuntimeProcess(
      Session session, Optional<Starting> starting, LogView view, boolean autoExit) {
    this.session = session;
    this.logs = new LogStream(session, view);
    this.apps = new RuntimeApps(session, starting, logs, autoExit);
  }

  /** Runs until SIGTERM, SIGINT, {@code jstartup kill} or the apps' end, and gives the exit code. */
  public int run() {
    NativeLibrary.locate();
    OperatingSystem os = OperatingSystems.current();
    PrivateFolder.ensure(session.home().home());
    requireFree();
    apps.begin(os.pid());
    try {
      int code = Daemon.run(options(), os, LogLines.inFile(session));
      return code == 0 ? apps.exitCode() : code;
    } finally {
      apps.supervisorEnded();
      logs.end();
    }
  }

  /** Another supervisor's list is not for us to start anything in. */
  private void requireFree() {
    try (SupervisorClient other = session.reach().orElse(null)) {
      if (other != null) {
        throw new ProblemsException(
            "cannot run apps for '" + session.home().home() + "' in the foreground",
            "another supervisor, pid " + other.ping().pid() + ", serves that home",
            "end it with 'jstartup kill', or set JSTARTUP_HOME to another home");
      }
    }
  }

  /** By another version it could be replaced, but not with these threads beside it. */
  private DaemonOptions options() {
    return new DaemonOptions(
        session.home(),
        Version.text(),
        false,
        Optional.empty(),
        Map.of(),
        OwnCommand.UNKNOWN,
        false);
  }
}

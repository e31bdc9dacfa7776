package io.jstartup.cli.daemon;

import io.jstartup.cli.logs.LogStream;
import io.jstartup.cli.logs.LogView;
import io.jstartup.cli.session.Session;
import io.jstartup.cli.session.Version;
import io.jstartup.cli.start.Starting;
import io.jstartup.io.PrivateFolder;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.supervisor.Daemon;
import io.jstartup.supervisor.DaemonOptions;
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
    apps.begin();
    try {
      int code = Daemon.run(options(), os, LogLines.inFile(session));
      return code == 0 ? apps.exitCode() : code;
    } finally {
      apps.supervisorEnded();
      logs.end();
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

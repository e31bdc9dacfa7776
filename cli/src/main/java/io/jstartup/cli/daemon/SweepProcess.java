package io.jstartup.cli.daemon;

import io.jstartup.cli.session.ExitCode;
import io.jstartup.cli.session.Session;
import io.jstartup.model.HomeLayout;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.supervisor.sweep.SweepDecision;
import io.jstartup.supervisor.sweep.Sweeper;
import java.io.File;
import java.io.IOException;
import java.util.List;

/** What the boot hook runs when its supervisor has ended: {@code ExecStopPost} of systemd. */
public record SweepProcess(Session session) {

  /** Stops the apps when the unit was stopped; after a crash leaves that to a detached {@link #watch}, as systemd waits for us. */
  public int run() {
    String result = session.caller().env().getOrDefault("SERVICE_RESULT", "");
    if (SweepDecision.of(result) == SweepDecision.SWEEP) {
      sweeper(system()).sweep();
    } else {
      startWatch();
    }
    return ExitCode.OK;
  }

  /** Waits for a successor, and stops the apps when none comes. */
  public int watch() {
    SystemdUnit unit = SystemdUnit.own();
    OperatingSystem os = system();
    OwnSession.begin(os);
    sweeper(os).watch(unit);
    return ExitCode.OK;
  }

  private static OperatingSystem system() {
    NativeLibrary.locate();
    return OperatingSystems.current();
  }

  private Sweeper sweeper(OperatingSystem os) {
    return new Sweeper(session.home(), os, LogLines.onStdout(session)::now);
  }

  private void startWatch() {
    HomeLayout home = session.home();
    File log = home.log().toFile();
    List<String> command =
        List.of(System.getProperty("jstartup.launcher", "jstartup"), "sweep", "--watch");
    try {
      new ProcessBuilder(command)
          .redirectInput(new File("/dev/null"))
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
          .redirectError(ProcessBuilder.Redirect.appendTo(log))
          .start();
    } catch (IOException e) {
      throw new ProblemsException(
          new Problem("cannot watch for the successor of '" + home.home() + "'", e.getMessage()),
          e);
    }
  }
}

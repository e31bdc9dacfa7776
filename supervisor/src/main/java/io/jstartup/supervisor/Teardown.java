package io.jstartup.supervisor;

import io.jstartup.model.HomeLayout;
import io.jstartup.model.Status;
import io.jstartup.platforms.os.BootIdentity;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.supervisor.control.ControlServer;
import io.jstartup.supervisor.live.EndMark;
import io.jstartup.supervisor.live.LiveJournal;
import io.jstartup.supervisor.process.EventLog;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.ready.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/**
 * The last things a supervisor does when its loop has ended: its files and its socket go, and who waits for an answer gets it. The home's
 * lock is kept until the process is gone. For one whose loop has ended, on that loop's thread.
 */
final class Teardown {
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(1);
  private static final Duration LONGEST_WRITING = Duration.ofSeconds(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final HomeLayout home;
  private final OperatingSystem os;
  private final BootIdentity boot;
  private final Poller poller;
  private final Supervision supervision;
  private final LiveJournal journal;
  private final EventLog log;

  Teardown(
      HomeLayout home,
      OperatingSystem os,
      BootIdentity boot,
      Poller poller,
      Supervision supervision,
      LiveJournal journal) {
    this.home = home;
    this.os = os;
    this.boot = boot;
    this.poller = poller;
    this.supervision = supervision;
    this.journal = journal;
    this.log = supervision.log();
  }

  /** All apps are stopped or given up: writes for 2 s at most what is left of their output, and leaves nothing to a successor. */
  void leaveNothing(Readiness readiness) throws IOException {
    readiness.primary().close();
    readiness.close(); // else the other supervisor's sockets have the same names
    supervision.outputs().finish(LONGEST_WRITING);
    supervision.sockets().keepOnly(List.of());
    boolean marked = markEnd();
    journal.remove();
    if (!marked && !markEnd()) { // the journal's room may have been all that it took
      log.line("cannot note in '" + home.ended() + "' that all apps have ended");
    }
  }

  /** Not when an app outlived its stop: that one is to be recognised. False when it can't be written: the disk may be full. */
  private boolean markEnd() {
    boolean left =
        supervision.instances().all().stream().anyMatch(it -> it.status() == Status.ERRORED);
    try {
      if (!left) {
        EndMark.set(home, boot, os.now());
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Gives up the pid file and the socket, and takes leave of the clients, 1 s at most. */
  void close(AutoCloseable listener, ControlServer server) throws IOException, OsException {
    Files.deleteIfExists(home.pidFile());
    try {
      listener.close();
    } catch (Exception e) {
      log.failure(e);
    }
    sayFarewell(server);
    log.line("supervisor ended");
  }

  /** What a socket did not take at once, such as how a kill of hundreds of apps went, is still to be sent. */
  private void sayFarewell(ControlServer server) throws OsException {
    long deadline = System.nanoTime() + LONGEST_FAREWELL.toNanos();
    server.hangUp();
    while (server.connected() && System.nanoTime() - deadline < 0) {
      poller.await(LOOK_AGAIN);
    }
  }
}

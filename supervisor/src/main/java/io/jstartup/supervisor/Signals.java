package io.jstartup.supervisor;

import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.ops.Shutdown;
import io.jstartup.supervisor.process.EventLog;
import java.util.List;
import sun.misc.Signal;

/** The signals that a supervisor gets: TERM and INT end it orderly, USR2 is {@code reloadLogs}, HUP does nothing, as in PM2. */
@SuppressWarnings("sunapi") // the only way to a signal that does not begin the JVM's own shutdown
final class Signals {
  private Signals() {}

  static void install(EventLoop loop, Shutdown shutdown, Runnable reloadLogs, EventLog log) {
    for (String name : List.of("TERM", "INT")) {
      Signal.handle(
          new Signal(name),
          signal -> loop.post(() -> shutdown.begin("got SIG" + signal.getName())));
    }
    Signal.handle(
        new Signal("HUP"), signal -> loop.post(() -> log.line("got SIGHUP, nothing to do")));
    Signal.handle(new Signal("USR2"), signal -> loop.post(reloadLogs));
  }
}

package io.jstartup.supervisor;

import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.ops.Shutdown;
import io.jstartup.supervisor.process.EventLog;
import java.util.List;
import sun.misc.Signal;

/** The signals that a supervisor gets: TERM and INT end it orderly; HUP and USR2, which PM2 knows, do nothing. */
@SuppressWarnings("sunapi") // the only way to a signal that does not begin the JVM's own shutdown
final class Signals {
  private Signals() {}

  static void install(EventLoop loop, Shutdown shutdown, EventLog log) {
    for (String name : List.of("TERM", "INT")) {
      Signal.handle(
          new Signal(name),
          signal -> loop.post(() -> shutdown.begin("got SIG" + signal.getName())));
    }
    for (String name : List.of("HUP", "USR2")) {
      Signal.handle(
          new Signal(name),
          signal -> loop.post(() -> log.line("got SIG" + signal.getName() + ", nothing to do")));
    }
  }
}

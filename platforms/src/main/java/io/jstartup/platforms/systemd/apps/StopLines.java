package io.jstartup.platforms.systemd.apps;

import io.jstartup.model.StopPolicy;
import io.jstartup.model.StopSignal;

/** How it is stopped: systemd.kill(5). */
final class StopLines {
  private static final int FIRST_REALTIME = 34;
  private static final int FIRST_NAMELESS = 32;

  private StopLines() {}

  static void add(Draft draft) {
    StopPolicy stop = draft.app().stop();
    draft.service("KillSignal=" + word(stop.signal()));
    if (stop.signal().discardedByContinue()) {
      draft.lost("kill_signal", "systemd's SIGCONT takes a terminal's stop signal back");
    } else {
      draft.approximated("kill_signal", "KillSignal=; systemd sends SIGCONT after it");
    }
    // 0 would be no limit at all
    long millis = Math.max(1, stop.timeout().toMillis());
    draft.service("TimeoutStopSec=" + millis + "ms");
    draft
        .scope()
        .cut(stop)
        .ifPresentOrElse(
            cut -> draft.approximated("kill_timeout", "TimeoutStopSec=; " + cut),
            () -> draft.exact("kill_timeout", "TimeoutStopSec="));
    draft.service("KillMode=" + (stop.tree() ? "control-group" : "process"));
    draft.exact("treekill", "KillMode=");
    if (!stop.drain().none()) {
      draft.lost("drain", "only the supervisor asks it to leave before its stop signal");
    }
    if (stop.byMessage()) {
      draft.lost("shutdown_with_message", "no channel to Node: it gets the signal");
    }
  }

  /** systemd takes a bare number for an exit code where both may stand. */
  static String word(StopSignal signal) {
    if (signal.number() >= FIRST_REALTIME) {
      return "RTMIN+" + (signal.number() - FIRST_REALTIME);
    }
    return signal.number() >= FIRST_NAMELESS ? Integer.toString(signal.number()) : signal.name();
  }

  /** Ways to end by the stop signal that are no failure: by itself, or as programs with a handler do. */
  static String cleanEnds(StopSignal signal) {
    boolean named = signal.number() < FIRST_NAMELESS || signal.number() >= FIRST_REALTIME;
    return (128 + signal.number()) + (named ? " " + word(signal) : "");
  }
}

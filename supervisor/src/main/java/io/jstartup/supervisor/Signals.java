package io.jstartup.supervisor;

import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.process.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import sun.misc.Signal;

/**
 * The signals that a supervisor gets: TERM and INT end it orderly; USR2 is {@code reloadLogs}, HUP does nothing, as in PM2. They are caught from the
 * first moment, so that one that comes while the supervisor takes over its apps doesn't end it alone, and acted on once it is whole.
 */
@SuppressWarnings("sunapi") // the only way to a signal that does not begin the JVM's own shutdown
final class Signals {
  private static final List<String> ENDING = List.of("TERM", "INT");
  private static final String RELOAD_LOGS = "USR2";
  private static final List<String> OTHERS = List.of("HUP", RELOAD_LOGS);

  private final List<String> unheeded = new ArrayList<>();
  private Consumer<String> taker;

  private Signals() {}

  /**
   * From now on none has its default effect.
   *
   * @param left the names of those that have come already
   */
  static Signals caught(List<String> left) {
    Signals signals = new Signals();
    left.forEach(signals::got);
    for (List<String> names : List.of(ENDING, OTHERS)) {
      names.forEach(name -> Signal.handle(new Signal(name), signal -> signals.got(name)));
    }
    return signals;
  }

  private synchronized void got(String name) {
    unheeded.add(name);
    if (taker != null) {
      taker.accept(name);
    }
  }

  /** Acts on those that came, in their order, and on all that come; on the loop's thread. */
  synchronized void heed(EventLoop loop, Consumer<String> end, Runnable reloadLogs, EventLog log) {
    taker = name -> loop.post(() -> act(name, end, reloadLogs, log));
    unheeded.forEach(taker);
  }

  /** Those that came and were not acted on, and those that come from now on, are left to the next program. */
  synchronized void leave(EventLog log) {
    taker = name -> log.line("got SIG" + name + ", which waits until this supervisor is back");
    unheeded.forEach(taker);
  }

  /** Those that came and were not acted on. Any thread. */
  synchronized List<String> unheeded() {
    return List.copyOf(unheeded);
  }

  private synchronized void heeded(String name) {
    unheeded.remove(name);
  }

  private void act(String name, Consumer<String> end, Runnable reloadLogs, EventLog log) {
    heeded(name);
    if (ENDING.contains(name)) {
      end.accept("got SIG" + name);
    } else if (name.equals(RELOAD_LOGS)) {
      reloadLogs.run();
    } else {
      log.line("got SIG" + name + ", nothing to do");
    }
  }
}

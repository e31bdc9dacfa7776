package io.jstartup.supervisor;

import io.jstartup.supervisor.boot.BootProgress;
import io.jstartup.supervisor.control.ControlServer;
import io.jstartup.supervisor.live.LiveJournal;
import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.process.Supervision;
import java.time.Duration;

/**
 * What was asked for in a turn of the loop is done, written down and answered at its end, in this order. A journal that can't be
 * written holds up nothing, and is tried again every second. On the loop's thread.
 */
final class TurnEnd {
  private static final Duration CATCH_UP = Duration.ofSeconds(1);

  private final EventLoop loop;
  private final LiveJournal journal;
  private boolean catchingUp;

  TurnEnd(EventLoop loop, LiveJournal journal) {
    this.loop = loop;
    this.journal = journal;
  }

  /** From the first turn on, before all that is added to the turns' ends later. */
  void begin(Supervision supervision, ControlServer server, BootProgress progress) {
    loop.atTurnEnd(supervision::stopPending);
    loop.atTurnEnd(journal::flush);
    loop.atTurnEnd(supervision::spawnPending);
    loop.atTurnEnd(journal::flush);
    loop.atTurnEnd(this::catchUpLater);
    loop.atTurnEnd(server::sendPending);
    loop.atTurnEnd(progress::report);
  }

  /** Nothing else may happen for days, and a successor would take the old list for the present one. */
  private void catchUpLater() {
    if (journal.behind() && !catchingUp) {
      catchingUp = true;
      loop.after(CATCH_UP, () -> catchingUp = false); // its turn ends with a flush
    }
  }
}

package io.jstartup.supervisor;

import io.jstartup.model.Status;
import io.jstartup.platforms.os.Exit;
import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.ops.Shutdown;
import io.jstartup.supervisor.process.Instance;
import io.jstartup.supervisor.process.Observer;

/**
 * Ends a supervisor that is there for one app alone when that has ended for good, and says how: not when it waits for a restart, not
 * when it is to start once its old process has ended, and not when its cron pattern or a change of a watched file is to start it again.
 */
final class LastApp implements Observer {
  private static final int SIGNAL_BASE = 128;

  private final boolean only;
  private final EventLoop loop;
  private final Shutdown shutdown;
  private int exitCode;

  LastApp(boolean only, EventLoop loop, Shutdown shutdown) {
    this.only = only;
    this.loop = loop;
    this.shutdown = shutdown;
  }

  /** As a shell has it; 0 for a supervisor of a list. */
  int exitCode() {
    return exitCode;
  }

  @Override
  public void changed(Instance instance) {
    if (only && isDown(instance)) {
      exitCode = codeOf(instance);
      loop.post(() -> endWith(instance));
    }
  }

  @Override
  public void removed(Instance instance) {
    if (only) {
      loop.post(() -> shutdown.begin("the app was deleted"));
    }
  }

  private void endWith(Instance instance) {
    boolean comesBack = !instance.app().restart().cron().isEmpty() || instance.app().watch().on();
    if (isDown(instance) && !(comesBack && instance.endedByItself())) {
      shutdown.begin("the app has ended");
    }
  }

  private static boolean isDown(Instance instance) {
    boolean comes = instance.outlivedItsStop() && instance.wanted();
    return instance.status() == Status.STOPPED || (instance.status() == Status.ERRORED && !comes);
  }

  private static int codeOf(Instance instance) {
    if (instance.lastExit() instanceof Exit.Code code) {
      boolean failed = instance.status() == Status.ERRORED && code.code() == 0;
      return failed ? 1 : code.code();
    }
    return instance.lastExit() instanceof Exit.Killed killed ? SIGNAL_BASE + killed.signal() : 1;
  }
}

package io.jstartup.supervisor.reap;

import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.supervisor.loop.EventLoop;
import java.time.Duration;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Makes the supervisor the parent of what its apps leave behind, and reaps it. Costs nothing until a child dies: SIGCHLD brings one
 * look, after which the signal counts again, so that hundreds of deaths make one look and not hundreds.
 */
@SuppressWarnings("sunapi") // the only way to a signal
public final class OrphanReaper {
  private static final Duration GATHER = Duration.ofMillis(200);
  private static final Signal CHILD = new Signal("CHLD");

  private final OperatingSystem os;
  private final EventLoop loop;

  private OrphanReaper(OperatingSystem os, EventLoop loop) {
    this.os = os;
    this.loop = loop;
  }

  /** Uses the process's handling of SIGCHLD; does nothing where the system has no such adoption. */
  public static void install(OperatingSystem os, EventLoop loop) {
    if (os.adoptOrphans()) {
      startNoProcessLater();
      loop.post(new OrphanReaper(os, loop)::look);
    }
  }

  /** The first process that Java starts resets the handling of SIGCHLD: get that over with. */
  private static void startNoProcessLater() {
    try {
      Class.forName("java.lang.ProcessImpl", true, null);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e); // it is in every JDK for Unix
    }
  }

  /** Armed before it looks: who dies meanwhile brings another look. */
  private void look() {
    Signal.handle(CHILD, signal -> died());
    os.reapOrphans();
  }

  private void died() {
    Signal.handle(CHILD, SignalHandler.SIG_DFL);
    loop.post(() -> loop.after(GATHER, this::look));
  }
}

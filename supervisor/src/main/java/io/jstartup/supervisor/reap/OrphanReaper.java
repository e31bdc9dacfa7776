package io.jstartup.supervisor.reap;

import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.supervisor.loop.EventLoop;
import java.time.Duration;

/**
 * Makes the supervisor the parent of what its apps leave behind, and reaps it. It looks from time to time, often while there is something
 * to reap: a dead orphan costs nothing but its pid, and SIGCHLD would bring a thread of the JVM for each death of an app, when there is
 * most to do.
 */
public final class OrphanReaper {
  private static final Duration SHORTEST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final OperatingSystem os;
  private final EventLoop loop;
  private Duration pause = SHORTEST;

  private OrphanReaper(OperatingSystem os, EventLoop loop) {
    this.os = os;
    this.loop = loop;
  }

  /** Begins; does nothing where the system has no such adoption. */
  public static void install(OperatingSystem os, EventLoop loop) {
    if (os.adoptOrphans()) {
      loop.post(new OrphanReaper(os, loop)::look);
    }
  }

  private void look() {
    Duration twice = pause.multipliedBy(2);
    pause = os.reapOrphans() > 0 ? SHORTEST : twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    loop.after(pause, this::look);
  }
}

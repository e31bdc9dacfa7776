package io.jstartup.supervisor;

import io.jstartup.model.HomeLayout;
import io.jstartup.platforms.os.OperatingSystem;
import io.jstartup.supervisor.ops.Shutdown;
import io.jstartup.supervisor.process.Supervision;
import io.jstartup.supervisor.trigger.CronRestarts;
import io.jstartup.supervisor.trigger.MemoryLimits;
import io.jstartup.supervisor.watch.Watching;
import java.time.InstantSource;
import java.time.ZoneId;

/** What restarts apps unasked, for those that want it: the memory they use, the time, and changes of their files. */
final class Triggers {
  private Triggers() {}

  /** From now on, for all apps that are listed later. */
  static void begin(
      Supervision supervision, OperatingSystem os, HomeLayout home, Shutdown shutdown) {
    supervision.observe(new MemoryLimits(supervision, os, home.home().toString()));
    supervision.observe(
        new CronRestarts(
            supervision, InstantSource.system(), ZoneId.systemDefault(), shutdown::begun));
    Watching watching = new Watching(supervision, home.home());
    supervision.observe(watching);
    supervision.loop().atTurnEnd(watching::sync);
  }
}

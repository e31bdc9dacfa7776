package io.jstartup.supervisor.process;

import io.jstartup.platforms.os.OsException;

/** Gives an instance its gear when it is about to be started. */
public interface Outfitter {
  /** Called once before each start, on the loop's thread; when it throws, the start has failed. */
  Gear gear(Instance instance) throws OsException;

  /** Asks its main process to stop by the channel that it was given; false: it has none that is open. */
  default boolean askToStop(Instance instance) {
    return false;
  }
}

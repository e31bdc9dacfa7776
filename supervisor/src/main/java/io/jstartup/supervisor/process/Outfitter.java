package io.jstartup.supervisor.process;

import io.jstartup.platforms.os.OsException;

/** Gives an instance its gear when it is about to be started. */
public interface Outfitter {
  /** Called once before each start, on the loop's thread; when it throws, the start has failed. */
  Gear gear(Instance instance) throws OsException;

  /** Asks its main process to take no more work and to go when it has done what it has; false: it can't be asked. */
  default boolean askToLeave(Instance instance) {
    return false;
  }

  /** Sends it a JSON text over its channel; false: it has none that is open, or does not read. */
  default boolean say(Instance instance, String message) {
    return false;
  }

  /** Asks its main process to stop by the channel that it was given; false: it has none that is open. */
  default boolean askToStop(Instance instance) {
    return false;
  }
}

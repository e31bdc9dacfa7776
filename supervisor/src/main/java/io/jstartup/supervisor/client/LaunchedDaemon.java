package io.jstartup.supervisor.client;

/** A daemon that was just launched and may not answer yet. */
interface LaunchedDaemon {
  /** Whether it ended, and not because another one serves the home. */
  boolean failed();

  /** How it ended, as a part of a sentence. */
  String end();

  /**
   * Ends it unless it is the one that serves. When another starter was faster, ours must not stay: it would take the home as soon as
   * that one ends. It holds nothing yet, as it has not got the lock.
   */
  void endUnless(int servingPid);
}

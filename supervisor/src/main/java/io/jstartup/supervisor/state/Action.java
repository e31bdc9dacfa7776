package io.jstartup.supervisor.state;

/** What a transition asks for. */
public enum Action {
  /** Start the process; answers READY, SPAWN_FAILED or SPAWN_WAIT. */
  SPAWN,
  /** Ask the processes to stop and escalate; answers ALL_GONE, or STOP_FAILED and perhaps ALL_GONE later. */
  STOP_PROCESSES,
  /** Wait for the restart delay; answers DELAY_OVER. */
  ARM_RESTART,
  CANCEL_RESTART,
  /** Take the instance off the list. */
  REMOVE
}

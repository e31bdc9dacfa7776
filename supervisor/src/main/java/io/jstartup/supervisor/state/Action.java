package io.jstartup.supervisor.state;

/** What a transition asks for. */
public enum Action {
  /** Start the process; answers READY or SPAWN_FAILED. */
  SPAWN,
  /** Ask the processes to stop and escalate; answers ALL_GONE or STOP_FAILED. */
  STOP_PROCESSES,
  /** Wait for the restart delay; answers DELAY_OVER. */
  ARM_RESTART,
  CANCEL_RESTART,
  /** Take the instance off the list. */
  REMOVE
}

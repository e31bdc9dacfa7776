package io.jstartup.supervisor.state;

/** What can happen to an instance: requests first, then what its processes and timers report. */
public enum Event {
  START,
  STOP,
  RESTART,
  DELETE,
  /** The process runs and counts as ready. */
  READY,
  /** The process could not be started at all. */
  SPAWN_FAILED,
  /** The same, and the policy wants it tried again after a delay. */
  SPAWN_WAIT,
  /** The main process ended and the policy wants it back at once. */
  EXIT_RESTART,
  /** The main process ended and the policy wants it back after a delay. */
  EXIT_WAIT,
  /** The main process ended and is to stay down. */
  EXIT_STAY,
  /** The main process ended once too often. */
  EXIT_GIVE_UP,
  /** It runs and doesn't go on well: it is to be stopped, and then to come back as the policy has it. */
  UNWELL,
  /** The wait before a restart is over. */
  DELAY_OVER,
  /** A stop is complete, also after it has failed: none of the instance's processes is left. */
  ALL_GONE,
  /** The same, and what didn't go on well is wanted back after a delay. */
  GONE_WAIT,
  /** The same, and it didn't go on well once too often. */
  GONE_GIVE_UP,
  /** Some process outlived SIGKILL for as long as whoever asked is to wait; when it ends after all, the stop is complete. */
  STOP_FAILED;

  /** Whether it is asked of the app's name, for whoever has it. */
  public boolean isWish() {
    return this == START || this == RESTART || this == STOP;
  }
}

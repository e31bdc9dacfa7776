package io.jstartup.supervisor.process;

import io.jstartup.supervisor.restart.DatedHistory;

/**
 * What an earlier supervisor knew of an instance beyond its state.
 *
 * @param pid of the process it had; 0: none
 * @param startedMillis wall clock, when that was started
 * @param createdMillis wall clock, when the instance was listed
 */
public record Predecessor(
    int pid,
    long startedMillis,
    long createdMillis,
    int restarts,
    DatedHistory history,
    String reason,
    StopEnd stopEnd) {
  /** The same with another reason. */
  public Predecessor because(String newReason) {
    return new Predecessor(
        pid, startedMillis, createdMillis, restarts, history, newReason, stopEnd);
  }
}

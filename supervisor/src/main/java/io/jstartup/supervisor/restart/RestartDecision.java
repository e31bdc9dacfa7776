package io.jstartup.supervisor.restart;

import java.time.Duration;

/**
 * What to do after an exit.
 *
 * @param verdict start it again, leave it down, or give it up as errored
 * @param delay the wait before a restart; zero: at once
 * @param reason why, for the log and the list
 * @param history what to remember for the next exit
 */
public record RestartDecision(
    Verdict verdict, Duration delay, String reason, RestartHistory history) {
  /** The three ways to go on. */
  public enum Verdict {
    RESTART,
    STAY_DOWN,
    GIVE_UP
  }
}

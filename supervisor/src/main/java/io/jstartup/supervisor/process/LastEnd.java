package io.jstartup.supervisor.process;

import io.jstartup.supervisor.restart.Elapsed;
import java.time.Duration;

/**
 * How an instance's process ended the last time, kept while the next one runs. A supervisor's successor does not know it.
 *
 * @param text {@code exited with code 1 after 0.4 s}; empty: none has ended yet
 * @param atMillis when, ms since the epoch
 */
public record LastEnd(String text, long atMillis) {
  static final LastEnd NONE = new LastEnd("", 0);

  /** An end of this kind, now. */
  static LastEnd now(String how, long uptimeMillis) {
    String after = Elapsed.text(Duration.ofMillis(uptimeMillis));
    return new LastEnd(how + " after " + after, System.currentTimeMillis());
  }
}

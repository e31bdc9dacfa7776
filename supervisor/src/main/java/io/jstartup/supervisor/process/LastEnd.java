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

  /**
   * An end of this kind, now.
   *
   * @param why it was stopped, to be started again; empty: for nothing that has to be said
   */
  static LastEnd now(String how, long uptimeMillis, String why) {
    String after = " after " + Elapsed.text(Duration.ofMillis(uptimeMillis));
    String told = why.isEmpty() ? "" : "; it was stopped: " + why;
    return new LastEnd(how + after + told, System.currentTimeMillis());
  }
}

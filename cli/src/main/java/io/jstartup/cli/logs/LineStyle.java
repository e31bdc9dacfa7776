package io.jstartup.cli.logs;

import io.jstartup.supervisor.log.read.LogSource;
import java.io.IOException;

/** How one line looks. What belongs to it and comes later is added by {@link #text} alone. */
interface LineStyle {
  /** Before the text. */
  void begin(LogSource source, LineBuffer out) throws IOException;

  /** The text or a part of it. */
  void text(byte[] bytes, int from, int to, LineBuffer out) throws IOException;

  /** Whether the beginning of a line can be shown before its end is there. */
  default boolean canWait() {
    return true;
  }
}

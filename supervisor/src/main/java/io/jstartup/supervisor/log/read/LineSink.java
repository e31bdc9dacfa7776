package io.jstartup.supervisor.log.read;

import java.io.IOException;
import java.nio.file.Path;

/** Takes what is read, on the reader's thread. An {@link IOException} of any method ends the reading. */
public interface LineSink {
  /**
   * A line, or a part of one that is too long or not yet whole.
   *
   * @param bytes valid during this call only
   * @param to after the last byte; the line end is not part of it
   * @param ended whether the line ends here; else the source's next one is its continuation
   */
  void line(LogSource source, byte[] bytes, int from, int to, boolean ended) throws IOException;

  /** The next lines, until the next heading, are this file's last ones. */
  default void heading(Path file) throws IOException {}

  /** From here on, lines are new. */
  default void live() throws IOException {}

  /** Nothing more is there at this moment; at least once a second. */
  default void idle() throws IOException {}

  /** So many bytes were rotated away and are gone. */
  default void lost(LogSource source, long bytes) throws IOException {}

  /** This one can't be opened, said once. */
  default void unreadable(LogSource source, String why) throws IOException {}
}

package io.jstartup.supervisor.log.read;

import java.nio.file.Path;

/**
 * A file to read, and whose it is.
 *
 * @param id the instance's; {@link #NO_ID} when it is nobody's or that of several
 * @param name the app's
 * @param error whether it is standard error
 */
public record LogSource(Path file, int id, String name, boolean error) {
  public static final int NO_ID = -1;

  /** PM2's word for the stream. */
  public String type() {
    return error ? "err" : "out";
  }
}

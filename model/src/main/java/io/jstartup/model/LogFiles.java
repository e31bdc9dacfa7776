package io.jstartup.model;

/**
 * Where an app's output goes: absolute paths, opened for append by the app's own process; {@code /dev/null} throws it away. When lines
 * are to be formatted, or to be in the combined file too, the supervisor writes them.
 *
 * @param out standard output; the supervisor puts the id in when it lists an instance for the first time, unless {@code merge}
 * @param error standard error; may equal {@code out}
 * @param combined {@code log_file}: both streams, beside their own files; empty: there is none
 * @param merge {@code merge_logs}: all instances share the files, else each gets its id in the name
 * @param policy what becomes of the output on its way there
 */
public record LogFiles(String out, String error, String combined, boolean merge, LogPolicy policy) {
  public static final String NOWHERE = "/dev/null";

  /** No combined file, and the app's own bytes. */
  public LogFiles(String out, String error, boolean merge) {
    this(out, error, "", merge, LogPolicy.DEFAULT);
  }

  /** Whether the app's process can have the files open itself, with nobody between. */
  public boolean direct() {
    return policy.disabled() || (combined.isEmpty() && !policy.formatted());
  }
}

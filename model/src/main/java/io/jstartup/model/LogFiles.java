package io.jstartup.model;

/**
 * Where an app's output goes: absolute paths, opened for append by the app's own process; {@code /dev/null} throws it away.
 *
 * @param out standard output; the supervisor puts the id in when it lists an instance for the first time, unless {@code merge}
 * @param error standard error; may equal {@code out}
 * @param merge {@code merge_logs}: all instances share the files, else each gets its id in the name
 */
public record LogFiles(String out, String error, boolean merge) {}

package io.jstartup.platforms;

import java.time.Duration;
import java.util.List;

/**
 * One command of an init system's own tools, as an argument list; no shell is involved.
 *
 * @param argv the tool's bare name, found in the system's folders and never through PATH, and its arguments
 * @param limit how long it may take
 * @param mayFail whether its exit code is of no importance, as when it clears what may not be there
 * @param repeated whether it is run again and again until it succeeds or the limit has passed, as when it waits for something
 * @param together whether it may run at the same time as those beside it in its list that are so too
 */
public record Command(
    List<String> argv, Duration limit, boolean mayFail, boolean repeated, boolean together) {
  public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(60);

  public Command {
    argv = List.copyOf(argv);
  }

  /** One that runs alone. */
  public Command(List<String> argv, Duration limit, boolean mayFail, boolean repeated) {
    this(argv, limit, mayFail, repeated, false);
  }

  public static Command of(String... argv) {
    return new Command(List.of(argv), DEFAULT_LIMIT, false, false);
  }

  public Command within(Duration newLimit) {
    return new Command(argv, newLimit, mayFail, repeated, together);
  }

  public Command thatMayFail() {
    return new Command(argv, limit, true, repeated, together);
  }

  /** The same, run until it succeeds. */
  public Command untilItSucceeds() {
    return new Command(argv, limit, mayFail, true, together);
  }

  /** The same, beside others. */
  public Command besideOthers() {
    return new Command(argv, limit, mayFail, repeated, true);
  }

  /** The words with blanks between them, for a message. */
  @Override
  public String toString() {
    return String.join(" ", argv);
  }
}

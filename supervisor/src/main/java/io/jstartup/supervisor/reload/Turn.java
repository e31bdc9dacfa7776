package io.jstartup.supervisor.reload;

import io.jstartup.supervisor.process.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One instance being reloaded. On the loop's thread, between observations: it may change what it looks at. */
interface Turn {
  /** Does what is to be done now. */
  void look();

  /** When it is to look again even if nothing happens. */
  Optional<Duration> next();

  boolean done();

  /** Whether the next one may begin: at the latest when it is done. */
  default boolean free() {
    return done();
  }

  /** Whether an old process that has been replaced is ending. */
  default boolean leaving() {
    return false;
  }

  /** Why it failed; empty while it did not. */
  String failure();

  /** What the new process that failed wrote last to its error log. */
  default List<String> lastLines() {
    return List.of();
  }

  /** Stays as it is, as far as that is possible. */
  void abandon(String why);

  /** The one that has the place now. */
  Instance holder();
}

package io.jstartup.cli.logs;

import java.util.Optional;

/**
 * What is shown of the lines, and how.
 *
 * @param form how a line looks
 * @param error whether lines of standard error are shown
 * @param out whether the other ones are
 * @param timestamp a date format of day.js, for the time at which a new line was read; empty: none is shown
 * @param highlight what is to stand out on a terminal; may be empty
 */
public record LogView(
    Form form, boolean error, boolean out, Optional<String> timestamp, String highlight) {
  /** How a line looks. */
  public enum Form {
    /** Whose it is, and the line. */
    PREFIXED,
    /** The line alone. */
    RAW,
    /** An object a line. */
    JSON,
    /** {@code key=value} pairs. */
    PAIRS
  }
}

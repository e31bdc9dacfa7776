package io.jstartup.model;

import java.util.Optional;

/**
 * How an app's logs are kept from growing without bounds. What is not given comes from the home's settings, else from the constants
 * here.
 *
 * @param on {@code log_rotate}: true: wherever its files are; false: not at all; not given: those in the home's {@code logs} folder only
 * @param maxSize {@code log_max_size}: a file of more bytes is rotated; 0: none is
 * @param retain {@code log_retain}: how many older files are kept, at most {@link #KEEP_ALL}
 * @param compress {@code log_compress}: whether older files are compressed
 * @param dateFormat {@code log_rotate_date_format}: the day.js format of the date in an older file's name
 */
public record LogRotation(
    Optional<Boolean> on,
    Optional<Long> maxSize,
    Optional<Integer> retain,
    Optional<Boolean> compress,
    Optional<String> dateFormat) {
  public static final long DEFAULT_MAX_SIZE = 10L << 20;
  public static final int DEFAULT_RETAIN = 10;

  /** {@code all}: older files are never removed. */
  public static final int KEEP_ALL = Integer.MAX_VALUE;

  /** Nothing is given. */
  public static final LogRotation USUAL =
      new LogRotation(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** What is not given here is as it is there. */
  public LogRotation orElse(LogRotation other) {
    return new LogRotation(
        on.or(other::on),
        maxSize.or(other::maxSize),
        retain.or(other::retain),
        compress.or(other::compress),
        dateFormat.or(other::dateFormat));
  }
}

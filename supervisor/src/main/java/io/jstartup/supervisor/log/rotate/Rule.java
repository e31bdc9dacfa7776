package io.jstartup.supervisor.log.rotate;

import io.jstartup.model.LogRotation;

/**
 * How one log is kept small.
 *
 * @param maxSize bytes; a longer log is cut; 0: never because of its size
 * @param retain how many archives are kept; {@link LogRotation#KEEP_ALL}: all
 * @param compress whether archives are compressed with gzip
 * @param dateFormat the day.js format of the date in an archive's name
 */
public record Rule(long maxSize, int retain, boolean compress, String dateFormat) {
  /** pm2-logrotate's. */
  public static final String DEFAULT_DATE_FORMAT = "YYYY-MM-DD_HH-mm-ss";

  /** One archive for all there is, and it stays. */
  static final Rule EVERYTHING = new Rule(0, LogRotation.KEEP_ALL, false, DEFAULT_DATE_FORMAT);

  /** What is not given has its default. */
  public static Rule of(LogRotation given) {
    return new Rule(
        given.maxSize().orElse(LogRotation.DEFAULT_MAX_SIZE),
        given.retain().orElse(LogRotation.DEFAULT_RETAIN),
        given.compress().orElse(false),
        given.dateFormat().orElse(DEFAULT_DATE_FORMAT));
  }
}

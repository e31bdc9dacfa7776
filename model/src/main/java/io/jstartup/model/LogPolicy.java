package io.jstartup.model;

/**
 * What becomes of an app's output on its way to the files.
 *
 * @param disabled {@code disable_logs}: it is thrown away, whatever files are named
 * @param type {@code log_type}
 * @param dateFormat {@code log_date_format}: the day.js format of the date before each line, of the {@code timestamp} in JSON; empty: no
 *     date, in JSON an ISO 8601 one in UTC with ms
 * @param rotation how the files are kept small
 */
public record LogPolicy(boolean disabled, LogType type, String dateFormat, LogRotation rotation) {
  /** What {@code time} stands for. */
  public static final String TIME_FORMAT = "YYYY-MM-DDTHH:mm:ss";

  /** Longer formats are refused where they come in. */
  public static final int LONGEST_FORMAT = 200;

  /** The app's own bytes, nothing more. */
  public static final LogPolicy DEFAULT = new LogPolicy(false, LogType.RAW, "", LogRotation.USUAL);

  /** Whether lines become something else than what the app wrote. */
  public boolean formatted() {
    return type == LogType.JSON || !dateFormat.isEmpty();
  }

  /** Whether this can be a date format: one that doesn't tear lines. */
  public static boolean isDateFormat(String text) {
    return text.length() <= LONGEST_FORMAT && text.chars().noneMatch(Character::isISOControl);
  }
}

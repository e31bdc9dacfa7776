package io.jstartup.platforms.systemd.apps;

import io.jstartup.model.cron.CronPattern;
import io.jstartup.model.cron.CronTimes;
import java.util.List;
import java.util.stream.Collectors;

/** A cron pattern as calendar events: systemd.time(7). */
final class CalendarLines {
  private static final List<String> WEEKDAYS =
      List.of("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat");
  private static final int SIXTY = 60;
  private static final int HOURS = 24;
  private static final int MONTHS = 12;

  private CalendarLines() {}

  /**
   * The events, any of which is meant.
   *
   * @throws IllegalArgumentException when it is no pattern
   */
  static List<String> of(String pattern) {
    return CronPattern.parse(pattern).times().stream().map(CalendarLines::event).toList();
  }

  /** Whether this one needs what came with version 233. */
  static boolean fromEnd(String event) {
    return event.contains("~");
  }

  private static String event(CronTimes times) {
    String weekdays = times.weekdays().stream().map(WEEKDAYS::get).collect(Collectors.joining(","));
    return (weekdays.isEmpty() ? "" : weekdays + " ")
        + "*-"
        + list(times.months(), MONTHS)
        + days(times)
        + " "
        + list(times.hours(), HOURS)
        + ":"
        + list(times.minutes(), SIXTY)
        + ":"
        + list(times.seconds(), SIXTY);
  }

  /** The last seven days are {@code ~07/1}: from the seventh from the end on, each. */
  private static String days(CronTimes times) {
    if (times.days().isEmpty()) {
      return "-*";
    }
    if (times.fromEnd() && times.days().size() > 1) {
      return "~" + two(times.days().get(times.days().size() - 1)) + "/1";
    }
    return (times.fromEnd() ? "~" : "-") + list(times.days(), Integer.MAX_VALUE);
  }

  private static String list(List<Integer> numbers, int all) {
    return numbers.size() == all
        ? "*"
        : numbers.stream().map(CalendarLines::two).collect(Collectors.joining(","));
  }

  private static String two(int number) {
    return String.format("%02d", number);
  }
}

package io.jstartup.model.cron;

import java.util.List;

/**
 * Times of a day on certain days: all combinations of these numbers, in rising order. A whole {@link CronPattern} is several of them.
 *
 * @param weekdays 0 is Sunday; empty: any
 * @param days of the month; empty: any
 * @param fromEnd whether its days count from the month's end: 1 is the last one
 */
public record CronTimes(
    List<Integer> weekdays,
    List<Integer> days,
    boolean fromEnd,
    List<Integer> months,
    List<Integer> hours,
    List<Integer> minutes,
    List<Integer> seconds) {
  public CronTimes {
    weekdays = List.copyOf(weekdays);
    days = List.copyOf(days);
    months = List.copyOf(months);
    hours = List.copyOf(hours);
    minutes = List.copyOf(minutes);
    seconds = List.copyOf(seconds);
  }
}

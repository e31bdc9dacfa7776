package io.jstartup.model.cron;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The days of a pattern. When both day fields are limited, either will do, as in every cron.
 *
 * @param days of the month
 * @param last the month's last day too
 * @param weekdays each of them
 * @param counted certain ones of a month
 */
record CronDays(
    boolean anyDay,
    long days,
    boolean last,
    boolean anyWeekday,
    long weekdays,
    List<Counted> counted) {
  private static final Pattern COUNTED = Pattern.compile("(\\w{1,3})#([1-5]|[lL])");

  /** The nth such weekday of a month; 0: the last one. */
  record Counted(int weekday, int nth) {
    Part part() {
      int first = nth == 0 ? 1 : 7 * nth - 6;
      List<Integer> week = IntStream.range(first, first + 7).boxed().toList();
      // the fifth week ends where the longest month does
      return new Part(List.of(weekday), week.stream().filter(day -> day <= 31).toList(), nth == 0);
    }

    boolean matches(LocalDate date) {
      if (indexOf(date) != weekday) {
        return false;
      }
      int day = date.getDayOfMonth();
      return nth == 0 ? day + 7 > date.lengthOfMonth() : (day + 6) / 7 == nth;
    }
  }

  static CronDays parse(String dayText, String weekdayText) {
    long days = 0;
    boolean last = false;
    for (String item : dayText.split(",", -1)) {
      boolean isLast = item.toUpperCase(Locale.ROOT).equals("L");
      last |= isLast;
      days |= isLast ? 0 : CronField.DAY.item(item);
    }
    long weekdays = 0;
    List<Counted> counted = new ArrayList<>();
    for (String item : weekdayText.split(",", -1)) {
      Matcher parts = COUNTED.matcher(item);
      if (parts.matches()) {
        int weekday = CronField.WEEKDAY.value(parts.group(1)) % 7;
        boolean isLast = parts.group(2).toUpperCase(Locale.ROOT).equals("L");
        counted.add(new Counted(weekday, isLast ? 0 : Integer.parseInt(parts.group(2))));
      } else {
        weekdays |= CronField.WEEKDAY.item(item);
      }
    }
    return new CronDays(any(dayText), days, last, any(weekdayText), weekdays, counted);
  }

  private static boolean any(String text) {
    return text.equals("*") || text.equals("?");
  }

  /** Days that are any of these weekdays and any of these days of the month; an empty list is all. */
  record Part(List<Integer> weekdays, List<Integer> days, boolean fromEnd) {}

  /** A day that {@link #matches} is in one of these, and none else. */
  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    if (anyDay && anyWeekday) {
      parts.add(new Part(List.of(), List.of(), false));
    }
    if (!anyDay && days != 0) {
      parts.add(new Part(List.of(), CronField.numbers(days), false));
    }
    if (!anyDay && last) {
      parts.add(new Part(List.of(), List.of(1), true));
    }
    if (!anyWeekday && weekdays != 0) {
      parts.add(new Part(CronField.numbers(weekdays), List.of(), false));
    }
    if (!anyWeekday) {
      counted.forEach(each -> parts.add(each.part()));
    }
    return parts;
  }

  boolean matches(LocalDate date) {
    if (anyDay || anyWeekday) {
      return (anyDay || byDay(date)) && (anyWeekday || byWeekday(date));
    }
    return byDay(date) || byWeekday(date);
  }

  private boolean byDay(LocalDate date) {
    int day = date.getDayOfMonth();
    return (days >> day & 1) != 0 || last && day == date.lengthOfMonth();
  }

  private boolean byWeekday(LocalDate date) {
    return (weekdays >> indexOf(date) & 1) != 0
        || counted.stream().anyMatch(each -> each.matches(date));
  }

  private static int indexOf(LocalDate date) {
    return date.getDayOfWeek().getValue() % 7;
  }
}

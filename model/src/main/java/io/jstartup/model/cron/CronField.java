package io.jstartup.model.cron;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** One field of a pattern: a comma list of values, ranges and steps, as a set of numbers in the bits of a long. */
enum CronField {
  SECOND("second", 0, 59),
  MINUTE("minute", 0, 59),
  HOUR("hour", 0, 23),
  DAY("day of the month", 1, 31),
  MONTH(
      "month", 1, 12, "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV",
      "DEC"),
  /** Sunday is 0, and 7 too. */
  WEEKDAY("day of the week", 0, 7, "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private static final Pattern ITEM =
      Pattern.compile("(?:(\\*|\\?)|(\\w{1,9})(?:-(\\w{1,9}))?)(?:/(\\d{1,4}))?");

  private final String title;
  private final int least;
  private final int most;
  private final List<String> names;

  CronField(String title, int least, int most, String... names) {
    this.title = title;
    this.least = least;
    this.most = most;
    this.names = List.of(names);
  }

  /**
   * The numbers that one item of the list stands for.
   *
   * @throws IllegalArgumentException says what is wrong
   */
  long item(String text) {
    Matcher parts = ITEM.matcher(text);
    if (!parts.matches()) {
      throw wrong(text, "is nothing a pattern may hold there");
    }
    boolean any = parts.group(1) != null;
    int from = any ? least : value(parts.group(2));
    int to = any ? most : parts.group(3) != null ? value(parts.group(3)) : from;
    int step = 1;
    if (parts.group(4) != null) {
      step = Integer.parseInt(parts.group(4));
      to = any || parts.group(3) != null ? to : most;
    }
    if (step == 0 || from > to) {
      throw wrong(text, step == 0 ? "has a step of 0" : "goes backwards");
    }
    long numbers = 0;
    for (int number = from; number <= to; number += step) {
      numbers |= 1L << (this == WEEKDAY && number == 7 ? 0 : number);
    }
    return numbers;
  }

  /** A number or a name. */
  int value(String text) {
    int name = names.indexOf(text.toUpperCase(Locale.ROOT));
    if (name >= 0) {
      return name + least;
    }
    boolean number = text.matches("\\d{1,4}");
    if (!number || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
      throw wrong(text, "is not from " + least + " to " + most);
    }
    return Integer.parseInt(text);
  }

  /** The numbers of the whole list. */
  long list(String text) {
    long numbers = 0;
    for (String item : text.split(",", -1)) {
      numbers |= item(item);
    }
    return numbers;
  }

  IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException("its " + title + " '" + text + "' " + why);
  }

  /** The numbers of a set, in rising order. */
  static List<Integer> numbers(long set) {
    return IntStream.range(0, Long.SIZE).filter(i -> (set >> i & 1) != 0).boxed().toList();
  }

  /** The first number of the set that is not below this one; -1: none. */
  static int next(long numbers, int from) {
    long rest = numbers & (-1L << from);
    return rest == 0 ? -1 : Long.numberOfTrailingZeros(rest);
  }
}

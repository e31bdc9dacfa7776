package io.jstartup.model.cron;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Times by a cron pattern, crontab(5): {@code [second] minute hour day-of-month month day-of-week}, or one of {@code @hourly, @daily,
 * @midnight, @weekly, @monthly, @yearly, @annually}. A field is a comma list of values, names, ranges {@code a-b}, {@code *}, each with
 * a step {@code /n}; the day of the month may be {@code L}, the last one; a weekday may be counted, {@code MON#2}, {@code FRI#L}.
 *
 * <p>Where the clock is set forward, a time of fixed hours that is left out comes at the moment of the change, once; where it is set
 * back, it comes the first time only. A pattern for every hour, or whose hours begin with {@code *}, goes by the time that passes.
 */
public final class CronPattern {
  private static final long ALL_HOURS = (1L << 24) - 1;

  /** The longest gap is from one 29 February to the next but one: over a year like 2100. */
  private static final Duration LONGEST_GAP = Duration.ofDays(9 * 366L);

  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  private final long seconds;
  private final long minutes;
  private final long hours;
  private final boolean fixedHours;
  private final CronDays days;
  private final long months;

  private CronPattern(List<String> fields) {
    seconds = CronField.SECOND.list(fields.get(0));
    minutes = CronField.MINUTE.list(fields.get(1));
    hours = CronField.HOUR.list(fields.get(2));
    fixedHours = hours != ALL_HOURS && !fields.get(2).startsWith("*");
    days = CronDays.parse(fields.get(3), fields.get(5));
    months = CronField.MONTH.list(fields.get(4));
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException says what is wrong
   */
  public static CronPattern parse(String text) {
    String wanted = text.trim();
    String known = NICKNAMES.get(wanted.toLowerCase(Locale.ROOT));
    List<String> fields = List.of((known == null ? wanted : known).split("\\s+"));
    if (fields.size() == 5) {
      fields = List.of(("0 " + String.join(" ", fields)).split(" "));
    }
    if (fields.size() != 6) {
      throw new IllegalArgumentException("it has " + fields.size() + " fields, not 5 or 6");
    }
    CronPattern pattern = new CronPattern(fields);
    if (pattern.next(Instant.EPOCH, ZoneOffset.UTC).isEmpty()) {
      throw new IllegalArgumentException("it names no day that exists");
    }
    return pattern;
  }

  /** Its times in parts, any of which is meant. What it does where the clock is changed is not in them. */
  public List<CronTimes> times() {
    return days.parts().stream()
        .map(
            part ->
                new CronTimes(
                    part.weekdays(),
                    part.days(),
                    part.fromEnd(),
                    CronField.numbers(months),
                    CronField.numbers(hours),
                    CronField.numbers(minutes),
                    CronField.numbers(seconds)))
        .toList();
  }

  /** The first of its times after this one, in whole seconds; empty when none comes within nine years. */
  public Optional<Instant> next(Instant after, ZoneId zone) {
    ZoneRules rules = zone.getRules();
    Instant from = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    Instant horizon = from.plus(LONGEST_GAP);
    while (from.isBefore(horizon)) {
      ZoneOffsetTransition change = rules.nextTransition(from);
      boolean near = change != null && change.getInstant().isBefore(horizon);
      Instant end = near ? change.getInstant() : horizon;
      Optional<Instant> found = between(from, end, rules);
      if (found.isPresent()) {
        return found;
      }
      if (near && leavesOutOne(change)) {
        return Optional.of(end);
      }
      from = end;
    }
    return Optional.empty();
  }

  /** Between two changes of the clock. */
  private Optional<Instant> between(Instant from, Instant end, ZoneRules rules) {
    ZoneOffset offset = rules.getOffset(from);
    LocalDateTime limit = LocalDateTime.ofInstant(end, offset);
    LocalDateTime time = search(LocalDateTime.ofInstant(from, offset), limit);
    while (time != null && fixedHours && isSecondPass(time, offset, rules)) {
      time = search(time.plusSeconds(1), limit);
    }
    return Optional.ofNullable(time).map(found -> found.toInstant(offset));
  }

  private static boolean isSecondPass(LocalDateTime time, ZoneOffset offset, ZoneRules rules) {
    List<ZoneOffset> offsets = rules.getValidOffsets(time);
    return offsets.size() > 1 && !offsets.get(0).equals(offset);
  }

  private boolean leavesOutOne(ZoneOffsetTransition change) {
    return fixedHours
        && change.isGap()
        && search(change.getDateTimeBefore(), change.getDateTimeAfter()) != null;
  }

  /** The first match from here on, before the limit; null: none. */
  private LocalDateTime search(LocalDateTime from, LocalDateTime limit) {
    LocalTime time = from.toLocalTime();
    LocalDate date = from.toLocalDate();
    while (!date.isAfter(limit.toLocalDate())) {
      if ((months >> date.getMonthValue() & 1) == 0) {
        date = date.withDayOfMonth(1).plusMonths(1);
      } else {
        LocalTime match = days.matches(date) ? nextTime(time) : null;
        if (match != null) {
          LocalDateTime found = date.atTime(match);
          return found.isBefore(limit) ? found : null;
        }
        date = date.plusDays(1);
      }
      time = LocalTime.MIDNIGHT;
    }
    return null;
  }

  private LocalTime nextTime(LocalTime from) {
    for (int h = next(hours, from.getHour()); h >= 0; h = next(hours, h + 1)) {
      boolean thisHour = h == from.getHour();
      int m = next(minutes, thisHour ? from.getMinute() : 0);
      for (; m >= 0; m = next(minutes, m + 1)) {
        boolean thisMinute = thisHour && m == from.getMinute();
        int s = next(seconds, thisMinute ? from.getSecond() : 0);
        if (s >= 0) {
          return LocalTime.of(h, m, s);
        }
      }
    }
    return null;
  }

  private static int next(long numbers, int from) {
    return CronField.next(numbers, from);
  }
}

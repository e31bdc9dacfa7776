package io.jstartup.model.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronTimesTest {
  private static final LocalDateTime FROM = LocalDateTime.of(2024, 1, 30, 23, 59, 58);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* * * * * *",
        "*/15 9-17 * JAN-MAR MON-FRI",
        "0 3 1,15 * *",
        "0 3 13 * FRI",
        "0 3 L * *",
        "0 3 L * SUN",
        "0 3,4 * * FRI#L",
        "0 3 * * MON#2,TUE#5",
        "0 3 10 * SAT#1,WED",
        "30 0 0 29 2 ?",
        "@weekly"
      })
  void itsPartsTogetherAreThePattern(String text) {
    CronPattern pattern = CronPattern.parse(text);
    List<CronTimes> parts = pattern.times();
    Instant time = FROM.toInstant(ZoneOffset.UTC);
    for (int i = 0; i < 40; i++) {
      LocalDateTime expected =
          LocalDateTime.ofInstant(pattern.next(time, ZoneOffset.UTC).orElseThrow(), ZoneOffset.UTC);
      assertEquals(expected, next(parts, LocalDateTime.ofInstant(time, ZoneOffset.UTC)), text);
      time = expected.toInstant(ZoneOffset.UTC);
    }
  }

  /** By looking at every day, and at every time of those that fit. */
  private static LocalDateTime next(List<CronTimes> parts, LocalDateTime after) {
    for (LocalDateTime day = after.toLocalDate().atStartOfDay(); ; day = day.plusDays(1)) {
      LocalDateTime best = null;
      for (CronTimes part : parts) {
        LocalDateTime found = fits(part, day) ? first(part, day, after) : null;
        best = best == null || found != null && found.isBefore(best) ? found : best;
      }
      if (best != null) {
        return best;
      }
    }
  }

  private static boolean fits(CronTimes part, LocalDateTime day) {
    int fromEnd = YearMonth.from(day).lengthOfMonth() - day.getDayOfMonth() + 1;
    return part.months().contains(day.getMonthValue())
        && (part.weekdays().isEmpty()
            || part.weekdays().contains(day.getDayOfWeek().getValue() % 7))
        && (part.days().isEmpty()
            || part.days().contains(part.fromEnd() ? fromEnd : day.getDayOfMonth()));
  }

  private static LocalDateTime first(CronTimes part, LocalDateTime day, LocalDateTime after) {
    for (int hour : part.hours()) {
      for (int minute : part.minutes()) {
        for (int second : part.seconds()) {
          LocalDateTime time = day.withHour(hour).withMinute(minute).withSecond(second);
          if (time.isAfter(after)) {
            return time;
          }
        }
      }
    }
    return null;
  }
}

package io.jstartup.model.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CronPatternTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** The next times after this local one, as local times with their offsets. */
  private static List<String> times(String pattern, String after, int count, ZoneId zone) {
    CronPattern cron = CronPattern.parse(pattern);
    Instant now = LocalDateTime.parse(after).atZone(zone).toInstant();
    List<String> times = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      now = cron.next(now, zone).orElseThrow();
      times.add(ZonedDateTime.ofInstant(now, zone).toOffsetDateTime().toString());
    }
    return times;
  }

  private static void assertNext(String pattern, String after, String expected) {
    List<String> times = times(pattern, after, 1, ZoneOffset.UTC);
    assertEquals(List.of(expected + "Z"), times, pattern + " after " + after);
  }

  @Test
  void findsTheNextTime() {
    assertNext("* * * * *", "2026-11-21T10:00:00", "2026-11-21T10:01");
    assertNext("*/5 * * * *", "2026-11-21T10:57:01", "2026-11-21T11:00");
    assertNext("*/2 * * * * *", "2026-11-21T10:00:59", "2026-11-21T10:01");
    assertNext("* * * * * *", "2026-12-31T23:59:59", "2027-01-01T00:00");
    assertNext("30 3 * * *", "2026-11-21T03:30:00", "2026-11-22T03:30");
    assertNext("15,45 8-9 * * *", "2026-11-21T08:45:00", "2026-11-21T09:15");
    assertNext("10-20/5 * * * *", "2026-11-21T08:16:00", "2026-11-21T08:20");
    assertNext("50/4 * * * *", "2026-11-21T08:51:00", "2026-11-21T08:54");
    assertNext("0 0 1 jan *", "2026-11-21T00:00:00", "2027-01-01T00:00");
    assertNext("0 0 * * mon-FRI", "2026-11-21T00:00:00", "2026-11-23T00:00");
    assertNext("0 0 * * 7", "2026-11-21T00:00:00", "2026-11-22T00:00");
    assertNext("0 0 * * 5-7", "2026-11-22T00:00:00", "2026-11-27T00:00");
    assertNext("0 0 29 2 *", "2026-11-21T00:00:00", "2028-02-29T00:00");
    assertNext("0 0 29 2 *", "2096-03-01T00:00:00", "2104-02-29T00:00");
    assertNext("0 0 ? * ?", "2026-11-21T00:00:00", "2026-11-22T00:00");
    assertNext("@hourly", "2026-11-21T10:30:00", "2026-11-21T11:00");
    assertNext("@Weekly", "2026-11-21T10:30:00", "2026-11-22T00:00");
    assertNext("  0   0  * * *  ", "2026-11-21T10:30:00", "2026-11-22T00:00");
  }

  @Test
  void knowsTheLastDayAndCountedWeekdays() {
    assertNext("0 0 L * *", "2026-02-01T00:00:00", "2026-02-28T00:00");
    assertNext("0 0 L * *", "2028-02-01T00:00:00", "2028-02-29T00:00");
    assertNext("0 0 15,l * *", "2026-11-21T00:00:00", "2026-11-30T00:00");
    assertNext("0 0 * * MON#2", "2026-11-01T00:00:00", "2026-11-09T00:00");
    assertNext("0 0 * * 5#L", "2026-11-01T00:00:00", "2026-11-27T00:00");
    assertNext("0 0 * * 1#5", "2026-11-01T00:00:00", "2026-11-30T00:00");
    assertNext("0 0 * * 7#1", "2026-11-02T00:00:00", "2026-12-06T00:00");
  }

  @Test
  void takesEitherOfTwoLimitedDayFields() {
    assertNext("0 0 13 * FRI", "2026-11-21T00:00:00", "2026-11-27T00:00");
    assertNext("0 0 23 * FRI", "2026-11-21T00:00:00", "2026-11-23T00:00");
  }

  @Test
  void comesOnceWhenItsHourIsLeftOut() {
    // 2026-03-29: 02:00 becomes 03:00
    assertEquals(
        List.of("2026-03-28T02:30+01:00", "2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00"),
        times("30 2 * * *", "2026-03-27T12:00:00", 3, BERLIN));
    assertEquals(
        List.of("2026-03-29T03:00+02:00", "2026-03-30T02:10+02:00"),
        times("10,20,30 2 * * *", "2026-03-28T12:00:00", 2, BERLIN));
    assertEquals(
        List.of("2026-03-29T03:00+02:00", "2026-03-29T03:30+02:00"),
        times("0,30 2-3 * * *", "2026-03-29T01:00:00", 2, BERLIN));
  }

  @Test
  void goesByTheTimeThatPassesWhenItIsForEveryHour() {
    assertEquals(
        List.of("2026-03-29T01:40+01:00", "2026-03-29T03:00+02:00", "2026-03-29T03:20+02:00"),
        times("*/20 * * * *", "2026-03-29T01:20:00", 3, BERLIN));
    assertEquals(
        List.of("2026-03-29T01:30+01:00", "2026-03-29T03:30+02:00"),
        times("30 * * * *", "2026-03-29T01:00:00", 2, BERLIN));
    // 2026-10-25: 03:00 becomes 02:00
    assertEquals(
        List.of("2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00", "2026-10-25T03:30+01:00"),
        times("30 * * * *", "2026-10-25T02:00:00", 3, BERLIN));
    assertEquals(
        List.of("2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00"),
        times("30 0-23 * * *", "2026-10-25T02:00:00", 2, BERLIN));
  }

  @Test
  void comesOnceWhenItsHourIsThereTwice() {
    assertEquals(
        List.of("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00"),
        times("30 2 * * *", "2026-10-25T00:00:00", 2, BERLIN));
    Instant secondPass = Instant.parse("2026-10-25T01:00:00Z"); // 02:00+01:00
    assertEquals(
        Instant.parse("2026-10-26T01:30:00Z"),
        CronPattern.parse("30 2 * * *").next(secondPass, BERLIN).orElseThrow());
  }

  @Test
  void knowsChangesOfHalfAnHourAndAtMidnight() {
    // Lord Howe moves by 30 minutes: 2026-10-04 02:00 becomes 02:30
    assertEquals(
        List.of("2026-10-04T02:30+11:00", "2026-10-05T02:15+11:00"),
        times("15 2 * * *", "2026-10-03T12:00:00", 2, ZoneId.of("Australia/Lord_Howe")));
    // Havana: 2026-03-08 00:00 becomes 01:00
    assertEquals(
        List.of("2026-03-08T01:00-04:00", "2026-03-09T00:00-04:00"),
        times("@daily", "2026-03-07T12:00:00", 2, ZoneId.of("America/Havana")));
  }

  @Test
  void refusesWhatIsNoPattern() {
    refused("* * * asdasd", "it has 4 fields, not 5 or 6");
    refused("", "it has 1 fields, not 5 or 6");
    refused("* * * * * * *", "it has 7 fields, not 5 or 6");
    refused("60 * * * *", "its minute '60' is not from 0 to 59");
    refused("* 24 * * *", "its hour '24' is not from 0 to 23");
    refused("* * 0 * *", "its day of the month '0' is not from 1 to 31");
    refused("* * * 13 *", "its month '13' is not from 1 to 12");
    refused("* * * * 8", "its day of the week '8' is not from 0 to 7");
    refused("* * * * mun", "its day of the week 'mun' is not from 0 to 7");
    refused("*/0 * * * *", "its minute '*/0' has a step of 0");
    refused("30-10 * * * *", "its minute '30-10' goes backwards");
    refused("1,,2 * * * *", "its minute '' is nothing a pattern may hold there");
    refused("* * 15W * *", "its day of the month '15W' is not from 1 to 31");
    refused("* * * * MON#6", "its day of the week 'MON#6' is nothing a pattern may hold there");
    refused("-5 * * * *", "its minute '-5' is nothing a pattern may hold there");
    refused("0 0 30 2 *", "it names no day that exists");
    refused("0 0 31 4,6 *", "it names no day that exists");
    refused("@reboot", "it has 1 fields, not 5 or 6");
    refused("9".repeat(5000) + " * * * *", "its minute");
  }

  private static void refused(String pattern, String why) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> CronPattern.parse(pattern)).getMessage();
    assertTrue(message.startsWith(why), message);
  }

  /** Against one that looks at each second in turn and knows nothing of searching. */
  @Test
  void findsTheSameAsLookingAtEverySecond() {
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      String hour = random.nextBoolean() ? "*" : field(random, 0, 23);
      String pattern =
          field(random, 0, 59)
              + " "
              + field(random, 0, 59)
              + " "
              + hour
              + " * * "
              + field(random, 0, 6);
      Instant after = Instant.parse("2026-03-28T00:00:00Z").plusSeconds(random.nextInt(3 * 86_400));
      Instant found = CronPattern.parse(pattern).next(after, ZoneOffset.UTC).orElseThrow();
      assertEquals(bySeconds(pattern, after), found, pattern + " after " + after);
    }
  }

  /** Around both changes of the clock, against the definition applied to each local minute. */
  @Test
  void findsTheSameAsLookingAtEveryLocalMinute() {
    Random random = new Random(11);
    List<Instant> changes =
        List.of(Instant.parse("2026-03-29T01:00:00Z"), Instant.parse("2026-10-25T01:00:00Z"));
    for (int round = 0; round < 300; round++) {
      int hour = random.nextInt(5);
      String hours = random.nextBoolean() ? String.valueOf(hour) : "0-" + hour;
      String pattern = field(random, 0, 59) + " " + hours + " * * " + field(random, 0, 6);
      Instant change = changes.get(random.nextInt(2));
      Instant after = change.plusSeconds(random.nextInt(2 * 86_400) - 86_400);
      Instant found = CronPattern.parse(pattern).next(after, BERLIN).orElseThrow();
      assertEquals(byLocalMinutes(pattern, after), found, pattern + " after " + after);
    }
  }

  private static Instant byLocalMinutes(String pattern, Instant after) {
    String[] fields = pattern.split(" ");
    LocalDateTime local =
        LocalDateTime.ofInstant(after, BERLIN).minusDays(1).truncatedTo(ChronoUnit.MINUTES);
    while (true) {
      local = local.plusMinutes(1);
      if (holds(fields[0], local.getMinute(), 0)
          && holds(fields[1], local.getHour(), 0)
          && holds(fields[4], local.getDayOfWeek().getValue() % 7, 0)) {
        ZoneOffsetTransition gap = BERLIN.getRules().getTransition(local);
        boolean leftOut = gap != null && gap.isGap();
        Instant time =
            leftOut ? gap.getInstant() : local.atZone(BERLIN).toInstant(); // the earlier of two
        if (time.isAfter(after)) {
          return time;
        }
      }
    }
  }

  private static String field(Random random, int least, int most) {
    int a = least + random.nextInt(most - least + 1);
    int b = a + random.nextInt(most - a + 1);
    return switch (random.nextInt(5)) {
      case 0 -> "*";
      case 1 -> "*/" + (1 + random.nextInt(9));
      case 2 -> a + "-" + b;
      case 3 -> a + "-" + b + "/" + (1 + random.nextInt(4));
      default -> a + "," + b;
    };
  }

  private static Instant bySeconds(String pattern, Instant after) {
    String[] fields = pattern.split(" ");
    Instant time = after;
    while (true) {
      time = time.plusSeconds(1);
      LocalDateTime local = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
      if (holds(fields[0], local.getSecond(), 0)
          && holds(fields[1], local.getMinute(), 0)
          && holds(fields[2], local.getHour(), 0)
          && holds(fields[5], local.getDayOfWeek().getValue() % 7, 0)) {
        return time;
      }
    }
  }

  private static boolean holds(String field, int value, int least) {
    String[] step = field.split("/");
    int every = step.length > 1 ? Integer.parseInt(step[1]) : 1;
    if (step[0].equals("*")) {
      return (value - least) % every == 0;
    }
    if (field.matches("[0-9,]+")) {
      return List.of(field.split(",")).contains(String.valueOf(value));
    }
    String[] range = step[0].split("-");
    int from = Integer.parseInt(range[0]);
    return value >= from && value <= Integer.parseInt(range[1]) && (value - from) % every == 0;
  }
}

package io.jstartup.supervisor.output.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateFormatTest {
  private static String at(String time, String format) {
    ZoneId zone = ZoneId.of("Europe/Berlin");
    return new DateFormat(format, zone).text(Instant.parse(time).toEpochMilli());
  }

  /** Expected: what day.js gives for 2026-02-01T09:05:03.007+01:00, a Sunday, with its plugins. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "YYYY|2026",
        "YY|26",
        "M|2",
        "MM|02",
        "MMM|Feb",
        "MMMM|February",
        "D|1",
        "DD|01",
        "Do|1st",
        "d|0",
        "dd|Su",
        "ddd|Sun",
        "dddd|Sunday",
        "H|9",
        "HH|09",
        "h|9",
        "hh|09",
        "k|9",
        "kk|09",
        "m|5",
        "mm|05",
        "s|3",
        "ss|03",
        "SSS|007",
        "A|AM",
        "a|am",
        "Z|+01:00",
        "ZZ|+0100",
        "z|CET",
        "zzz|Central European Standard Time",
        "Q|1",
        "X|1769933103",
        "x|1769933103007",
        "w|6",
        "ww|06",
        "wo|6th",
        "W|5",
        "WW|05",
        "gggg|2026",
        "GGGG|2026",
        "L|02/01/2026",
        "LL|February 1, 2026",
        "LLL|February 1, 2026 9:05 AM",
        "LLLL|Sunday, February 1, 2026 9:05 AM",
        "LT|9:05 AM",
        "LTS|9:05:03 AM",
        "l|2/1/2026",
        "ll|Feb 1, 2026",
        "lll|Feb 1, 2026 9:05 AM",
        "llll|Sun, Feb 1, 2026 9:05 AM",
        "YYYY-MM-DDTHH:mm:ss|2026-02-01T09:05:03",
        "YYYY-MM-DD HH:mm:ss.SSS Z|2026-02-01 09:05:03.007 +01:00",
        "YYYYMMDDHHmmssSSS|20260201090503007",
        "[YYYY] YY|YYYY 26",
        "[LT] LT|LT 9:05 AM",
        "[it's 'quoted' $1 \\ é]😀|it's 'quoted' $1 \\ é😀",
        "[]|[]",
        "[open YYYY|[open 2026",
      })
  void knowsEveryTokenOfDayJs(String format, String expected) {
    assertEquals(expected, at("2026-02-01T08:05:03.007Z", format.replace("o'clock", "[o'clock]")));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T23:00:00Z, h k H A a, 12 24 0 AM am",
    "2026-01-01T11:00:00Z, h k H A a, 12 12 12 PM pm",
    "2026-01-01T22:59:59.999Z, h kk HH A SSS, 11 23 23 PM 999",
    "2026-07-01T12:00:00Z, Z z Q Do, +02:00 CEST 3 1st",
    "2026-05-11T12:00:00Z, Do, 11th",
    "2026-05-12T12:00:00Z, Do, 12th",
    "2026-05-13T12:00:00Z, Do, 13th",
    "2026-05-22T12:00:00Z, Do, 22nd",
    "2026-05-23T12:00:00Z, Do, 23rd",
    "2026-05-31T12:00:00Z, Do, 31st",
    "2024-12-30T12:00:00Z, GGGG W gggg w YYYY, 2025 1 2025 1 2024",
    "2023-01-01T12:00:00Z, GGGG WW gggg ww d, 2022 52 2023 01 0",
    "0999-01-01T12:00:00Z, YYYY, 0999",
  })
  void knowsTheEdgesOfTheCalendar(String time, String format, String expected) {
    assertEquals(expected, at(time, format));
  }

  @Test
  void keepsTheTextWhileItIsTheSame() {
    DateFormat seconds = new DateFormat("ss", ZoneId.of("UTC"));
    assertSame(seconds.text(5000), seconds.text(5999));
    assertEquals("06", seconds.text(6000));
    assertEquals("59", seconds.text(-1));
    DateFormat millis = new DateFormat("SSS", ZoneId.of("UTC"));
    assertEquals("998", millis.text(5998));
    assertEquals("999", millis.text(5999));
  }
}

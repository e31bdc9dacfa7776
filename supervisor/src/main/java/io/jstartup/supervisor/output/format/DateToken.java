package io.jstartup.supervisor.output.format;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.time.temporal.WeekFields;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * What day.js's tokens stand for, in its English locale: those of its {@code format}, and of its plugins AdvancedFormat, WeekOfYear,
 * WeekYear, IsoWeek and Timezone. See day.js.org/docs/en/display/format.
 */
final class DateToken {
  private static final Map<String, Function<ZonedDateTime, String>> TOKENS = new HashMap<>();

  static {
    time("YYYY", "uuuu");
    time("YY", "uu");
    time("M", "M");
    time("MM", "MM");
    time("MMM", "MMM");
    time("MMMM", "MMMM");
    time("D", "d");
    time("DD", "dd");
    time("dddd", "EEEE");
    time("ddd", "EEE");
    time("H", "H");
    time("HH", "HH");
    time("h", "h");
    time("hh", "hh");
    time("k", "k");
    time("kk", "kk");
    time("m", "m");
    time("mm", "mm");
    time("s", "s");
    time("ss", "ss");
    time("SSS", "SSS");
    time("A", "a");
    time("Z", "xxx");
    time("ZZ", "xx");
    time("z", "z");
    time("zzz", "zzzz");
    TOKENS.put("a", time -> time.getHour() < 12 ? "am" : "pm");
    TOKENS.put("d", time -> String.valueOf(time.getDayOfWeek().getValue() % 7));
    TOKENS.put("dd", time -> text("EEE", time).substring(0, 2));
    TOKENS.put("Do", time -> ordinal(time.getDayOfMonth()));
    TOKENS.put("Q", time -> String.valueOf(time.get(IsoFields.QUARTER_OF_YEAR)));
    TOKENS.put("X", time -> String.valueOf(time.toEpochSecond()));
    TOKENS.put("x", time -> String.valueOf(time.toInstant().toEpochMilli()));
    TOKENS.put("w", time -> String.valueOf(week(time)));
    TOKENS.put("ww", time -> twoDigits(week(time)));
    TOKENS.put("wo", time -> ordinal(week(time)));
    TOKENS.put("W", time -> String.valueOf(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
    TOKENS.put("WW", time -> twoDigits(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
    TOKENS.put("gggg", time -> String.valueOf(time.get(WeekFields.SUNDAY_START.weekBasedYear())));
    TOKENS.put("GGGG", time -> String.valueOf(time.get(IsoFields.WEEK_BASED_YEAR)));
  }

  /** The longer format that a localized one stands for. */
  static final Map<String, String> LOCALIZED =
      Map.of(
          "LT", "h:mm A",
          "LTS", "h:mm:ss A",
          "L", "MM/DD/YYYY",
          "LL", "MMMM D, YYYY",
          "LLL", "MMMM D, YYYY h:mm A",
          "LLLL", "dddd, MMMM D, YYYY h:mm A",
          "l", "M/D/YYYY",
          "ll", "MMM D, YYYY",
          "lll", "MMM D, YYYY h:mm A",
          "llll", "ddd, MMM D, YYYY h:mm A");

  private DateToken() {}

  /** Null: it is no token. */
  static Function<ZonedDateTime, String> of(String token) {
    return TOKENS.get(token);
  }

  private static void time(String token, String pattern) {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.US);
    TOKENS.put(token, formatter::format);
  }

  private static String text(String pattern, ZonedDateTime time) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US).format(time);
  }

  /** Sunday begins a week, and the one with 1 January is the first. */
  private static int week(ZonedDateTime time) {
    return time.get(WeekFields.SUNDAY_START.weekOfWeekBasedYear());
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : String.valueOf(number);
  }

  private static String ordinal(int number) {
    int tens = number % 100;
    if (tens >= 11 && tens <= 13) {
      return number + "th";
    }
    return switch (number % 10) {
      case 1 -> number + "st";
      case 2 -> number + "nd";
      case 3 -> number + "rd";
      default -> number + "th";
    };
  }

  /** Whether a token's value lasts for less than a second. */
  static boolean isOfMillis(String token) {
    return token.equals("SSS") || token.equals("x");
  }
}

package io.jstartup.supervisor.log.rotate;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates of archives' names, by day.js formats. A slash, which no name can have, becomes a dash. */
final class DateText {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\[([^\\]]*)\\]|YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|HH|H|hh|h|mm|m|ss|s|SSS|A|a|X|x|Z{1,2}");

  private static final Map<String, String> JAVA =
      Map.ofEntries(
          Map.entry("YYYY", "uuuu"),
          Map.entry("YY", "uu"),
          Map.entry("DD", "dd"),
          Map.entry("D", "d"),
          Map.entry("dddd", "EEEE"),
          Map.entry("ddd", "EEE"),
          Map.entry("A", "a"),
          Map.entry("Z", "xxx"),
          Map.entry("ZZ", "xx"));

  private DateText() {}

  static String of(ZonedDateTime time, String format) {
    Matcher token = TOKEN.matcher(format);
    StringBuilder text = new StringBuilder();
    int end = 0;
    while (token.find()) {
      text.append(format, end, token.start()).append(part(time, token));
      end = token.end();
    }
    return text.append(format.substring(end)).toString().replace('/', '-').replace('\0', '-');
  }

  private static String part(ZonedDateTime time, Matcher token) {
    String word = token.group();
    if (token.group(1) != null) {
      return token.group(1);
    }
    return switch (word) {
      case "X" -> Long.toString(time.toEpochSecond());
      case "x" -> Long.toString(time.toInstant().toEpochMilli());
      case "a" ->
          DateTimeFormatter.ofPattern("a", Locale.ROOT).format(time).toLowerCase(Locale.ROOT);
      default ->
          DateTimeFormatter.ofPattern(JAVA.getOrDefault(word, word), Locale.ENGLISH).format(time);
    };
  }

  /** A regular expression for all dates in this format: as many digits, any letters, the rest as it is. */
  static String shape(String format) {
    ZonedDateTime any = ZonedDateTime.parse("2026-11-21T14:25:15.123Z");
    StringBuilder shape = new StringBuilder();
    Matcher run = Pattern.compile("\\d+|\\p{L}+|[^\\d\\p{L}]+").matcher(of(any, format));
    while (run.find()) {
      char first = run.group().charAt(0);
      if (Character.isDigit(first)) {
        shape.append("\\d{1,").append(Math.max(2, run.group().length())).append('}');
      } else {
        shape.append(Character.isLetter(first) ? "\\p{L}+" : Pattern.quote(run.group()));
      }
    }
    return shape.toString();
  }
}

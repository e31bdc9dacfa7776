package io.jstartup.dump.processfile;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whole numbers out of the values of a process file, as texts too. Whatever is none, or out of range, is a {@link BadValue}. */
final class WholeNumbers {
  private static final Pattern WITH_UNIT = Pattern.compile("(\\d{1,15})(?:\\.0)? ?([a-zA-Z]?)");

  private WholeNumbers() {}

  /** From a text also; within these bounds. */
  static long whole(Object value, long least, long most) {
    String digits = value instanceof Boolean ? "" : Texts.scalar(value).trim();
    if (digits.isEmpty() || digits.length() > 30) {
      throw new BadValue();
    }
    try {
      long number = new BigDecimal(digits).longValueExact();
      return within(number, least, most);
    } catch (ArithmeticException | NumberFormatException e) {
      throw new BadValue();
    }
  }

  /** In ms, of such as {@code 4000ms}, {@code 2s}, {@code 4000} and {@code 2}, where a small number means seconds. */
  static long secondsOrMillis(Object value, long most) {
    String text = value instanceof Boolean ? "" : Texts.scalar(value).trim();
    boolean millis = text.endsWith("ms");
    String digits = text.replaceFirst("m?s$", "");
    boolean seconds = !millis && (!digits.equals(text) || plainSeconds(digits));
    return whole(seconds ? times1000(digits) : digits, 0, most);
  }

  /** Nobody waits 100 s and more: PM2's own documents write a delay of 1 s as 1000. */
  private static boolean plainSeconds(String digits) {
    return digits.matches("\\d{1,2}(\\.\\d{1,3})?");
  }

  private static String times1000(String digits) {
    try {
      return new BigDecimal(digits).movePointRight(3).toPlainString();
    } catch (NumberFormatException e) {
      throw new BadValue();
    }
  }

  /** With one of these letters behind it, each of which stands for so many; the empty one for a number alone. */
  static long withUnit(Object value, Map<String, Long> units, long least, long most) {
    Matcher parts = WITH_UNIT.matcher(value instanceof Boolean ? "" : Texts.scalar(value).trim());
    if (!parts.matches() || !units.containsKey(parts.group(2))) {
      throw new BadValue();
    }
    try {
      long number = Long.parseLong(parts.group(1));
      return within(Math.multiplyExact(number, units.get(parts.group(2))), least, most);
    } catch (ArithmeticException e) {
      throw new BadValue();
    }
  }

  private static long within(long number, long least, long most) {
    if (number < least || number > most) {
      throw new BadValue();
    }
    return number;
  }
}

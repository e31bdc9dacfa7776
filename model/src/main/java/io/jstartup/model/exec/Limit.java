package io.jstartup.model.exec;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One resource limit, getrlimit(2), in the resource's own unit.
 *
 * @param soft what holds now; {@link #UNLIMITED}: nothing
 * @param hard up to where the process may raise it itself; not below {@code soft}
 */
public record Limit(long soft, long hard) {
  /** RLIM_INFINITY. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  private static final String WORD = "unlimited";
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,19}|unlimited)(?::(\\d{1,19}|unlimited))?");

  public Limit {
    if (soft < 0 || hard < soft) {
      throw new IllegalArgumentException("a limit from " + soft + " to " + hard);
    }
  }

  /** {@code SOFT:HARD}, or one number for both; each may be {@code unlimited}. Empty when it is neither, or soft above hard. */
  public static Optional<Limit> parse(String text) {
    Matcher parts = FORM.matcher(text.trim());
    if (!parts.matches()) {
      return Optional.empty();
    }
    long soft = number(parts.group(1));
    long hard = parts.group(2) == null ? soft : number(parts.group(2));
    return soft <= hard ? Optional.of(new Limit(soft, hard)) : Optional.empty();
  }

  private static long number(String word) {
    BigInteger most = BigInteger.valueOf(UNLIMITED);
    return word.equals(WORD) ? UNLIMITED : new BigInteger(word).min(most).longValueExact();
  }

  /** {@code SOFT:HARD}, as {@link #parse} and prlimit(1) read it. */
  @Override
  public String toString() {
    return word(soft) + ":" + word(hard);
  }

  private static String word(long value) {
    return value == UNLIMITED ? WORD : Long.toString(value);
  }
}

package io.jstartup.platforms;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A line that may differ from what would be written now without being drift, because a later state of the user's apps alone changes it:
 * how long they may take to stop.
 *
 * @param start how the line begins
 * @param atLeast whether its numbers have to be as large as they would be now; else the supervisor prolongs that time itself
 */
public record Tolerance(String start, boolean atLeast) {
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  public static Tolerance anyTime(String start) {
    return new Tolerance(start, false);
  }

  public static Tolerance timeEnough(String start) {
    return new Tolerance(start, true);
  }

  /** Whether these lines are both meant, and differ in nothing but numbers. */
  public boolean covers(String installed, String wanted) {
    return installed.startsWith(start)
        && wanted.startsWith(start)
        && NUMBER.matcher(installed).replaceAll("0").equals(NUMBER.matcher(wanted).replaceAll("0"));
  }

  /** Whether the installed line, which is {@link #covers covered}, gives time enough. */
  public boolean suffices(String installed, String wanted) {
    List<BigInteger> given = numbers(installed);
    List<BigInteger> needed = numbers(wanted);
    for (int i = 0; atLeast && i < needed.size(); i++) {
      if (given.get(i).compareTo(needed.get(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static List<BigInteger> numbers(String line) {
    return NUMBER.matcher(line).results().map(MatchResult::group).map(BigInteger::new).toList();
  }
}

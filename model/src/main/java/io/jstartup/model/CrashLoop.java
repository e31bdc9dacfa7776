package io.jstartup.model;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When restarts of an app that ends again and again are slowed down: once it ended this often within a sliding window. Catches what is
 * too slow for {@code max_restarts}.
 *
 * @param exits from 2 to {@link #MOST_EXITS}; 0: never slowed down
 * @param window at most a year
 */
public record CrashLoop(int exits, Duration window) {
  /** So many moments an instance may have to remember. */
  public static final int MOST_EXITS = 1000;

  public static final CrashLoop OFF = new CrashLoop(0, Duration.ZERO);
  public static final CrashLoop DEFAULT = new CrashLoop(16, Duration.ofMinutes(1));

  private static final long LONGEST_MILLIS = Duration.ofDays(365).toMillis();
  private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\s*/\\s*(\\d{1,11})(ms|s|m|h)?");

  public boolean off() {
    return exits == 0;
  }

  /** From {@code 16/60s}, {@code 5/10m}, {@code 20/30000} (ms), or {@code 0}, {@code off} and {@code false} for none; else empty. */
  public static Optional<CrashLoop> parse(String text) {
    String wanted = text.trim();
    if (wanted.equals("0") || wanted.equals("off") || wanted.equals("false")) {
      return Optional.of(OFF);
    }
    Matcher parts = FORM.matcher(wanted);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int exits = Integer.parseInt(parts.group(1));
    long millis = Long.parseLong(parts.group(2)) * unit(parts.group(3));
    boolean sane = exits >= 2 && exits <= MOST_EXITS && millis > 0 && millis <= LONGEST_MILLIS;
    return sane ? Optional.of(new CrashLoop(exits, Duration.ofMillis(millis))) : Optional.empty();
  }

  private static long unit(String word) {
    return switch (word == null ? "ms" : word) {
      case "s" -> 1_000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      default -> 1;
    };
  }

  /** What {@link #parse} takes. */
  public String text() {
    if (off()) {
      return "0";
    }
    long millis = window.toMillis();
    return exits + "/" + (millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms");
  }
}

package io.jstartup.supervisor.restart;

import java.time.Duration;

/** A duration as people say it: {@code 12 ms}, {@code 0.4 s}, {@code 18 s}, {@code 5 min}, {@code 3 h}, {@code 4 days}. */
public final class Elapsed {
  private Elapsed() {}

  public static String text(Duration time) {
    long millis = Math.max(0, time.toMillis());
    if (millis < 100) {
      return millis + " ms";
    }
    if (millis < 10_000) {
      return millis / 1000 + "." + millis % 1000 / 100 + " s";
    }
    if (millis < 120_000) {
      return millis / 1000 + " s";
    }
    if (millis < 7_200_000) {
      return millis / 60_000 + " min";
    }
    return millis < 172_800_000 ? millis / 3_600_000 + " h" : millis / 86_400_000 + " days";
  }
}

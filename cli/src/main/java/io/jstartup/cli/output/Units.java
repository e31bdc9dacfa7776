package io.jstartup.cli.output;

/** Durations and sizes in the short forms that PM2 prints. */
final class Units {
  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Units() {}

  /** {@code 42s}, {@code 7m}, {@code 3h}, {@code 12D}. */
  static String duration(long ms) {
    if (ms >= DAY) {
      return ms / DAY + "D";
    }
    if (ms >= HOUR) {
      return ms / HOUR + "h";
    }
    if (ms >= MINUTE) {
      return ms / MINUTE + "m";
    }
    return Math.max(0, ms) / SECOND + "s";
  }

  /** {@code 0%}, {@code 12.5%}: one decimal where it is not zero. */
  static String percent(double value) {
    long tenths = Math.round(value * 10);
    return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + "%";
  }

  /** {@code 0b}, {@code 512.0kb}, {@code 45.6mb}; 1024s. */
  static String size(long bytes) {
    if (bytes < 1024) {
      return bytes + "b";
    }
    double value = bytes;
    String[] units = {"kb", "mb", "gb", "tb"};
    int unit = -1;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    long tenths = Math.round(value * 10);
    return tenths / 10 + "." + tenths % 10 + units[unit];
  }
}

package io.jstartup.platforms.os.linux;

/**
 * What we need of {@code /proc/PID/stat}, proc(5).
 *
 * @param state its letter: {@code Z} is dead and not yet reaped
 * @param cpuTicks user and system time
 * @param startTime ticks since boot
 * @param residentPages resident set
 * @param exitStatus as waitpid(2) gives it, once it is a zombie and we may know
 */
record ProcessStat(
    int pid,
    char state,
    int parent,
    int session,
    long cpuTicks,
    long startTime,
    long residentPages,
    int exitStatus) {
  private static final int FIELDS = 52;

  /** {@code null} when this is no stat line. */
  static ProcessStat parse(int pid, byte[] line, int length) {
    int at = afterName(line, length);
    if (at < 0) {
      return null;
    }
    long[] field = new long[FIELDS + 1];
    char state = (char) line[at];
    at += 2;
    for (int number = 4; number <= FIELDS && at < length; number++) {
      long value = 0;
      boolean negative = line[at] == '-';
      for (at += negative ? 1 : 0; at < length && line[at] >= '0'; at++) {
        value = value * 10 + line[at] - '0';
      }
      field[number] = negative ? -value : value;
      at++;
    }
    return new ProcessStat(
        pid,
        state,
        (int) field[4],
        (int) field[6],
        field[14] + field[15],
        field[22],
        field[24],
        (int) field[52]);
  }

  boolean dead() {
    return state == 'Z' || state == 'X';
  }

  /** Where the state stands: the name before it is in parentheses and may hold any character, parentheses too. */
  private static int afterName(byte[] line, int length) {
    for (int i = length - 1; i > 0; i--) {
      if (line[i] == ')') {
        return i + 2 < length ? i + 2 : -1;
      }
    }
    return -1;
  }
}

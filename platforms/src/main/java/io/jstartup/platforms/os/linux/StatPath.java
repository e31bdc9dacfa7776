package io.jstartup.platforms.os.linux;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The name of {@code /proc/PID/stat} in native memory, made anew in place: it is read for hundreds of processes in a row. */
final class StatPath {
  private static final byte[] FOLDER = "/proc/".getBytes(US_ASCII);
  private static final byte[] FILE = "/stat\0".getBytes(US_ASCII);
  private static final int LONGEST_NUMBER = 10;

  private final NativeBuffer path = new NativeBuffer(FOLDER.length + LONGEST_NUMBER + FILE.length);

  StatPath() {
    path.bytes.put(0, FOLDER);
  }

  /** Its address; good until the next call. */
  long of(int pid) {
    int end = FOLDER.length + digits(pid);
    int rest = pid;
    for (int at = end - 1; at >= FOLDER.length; at--) {
      path.bytes.put(at, (byte) ('0' + rest % 10));
      rest /= 10;
    }
    path.bytes.put(end, FILE);
    return path.address;
  }

  private static int digits(int number) {
    int digits = 1;
    for (int rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return digits;
  }
}

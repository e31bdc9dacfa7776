package io.jstartup.platforms.os.linux;

import io.jstartup.model.OsText;
import java.util.Arrays;

/** A process's {@code environ}: NUL-ended strings. Processes that write over their arguments may have damaged it. */
final class EnvironmentBlock {
  private final byte[] bytes;

  /** Null when it can't be read: then it holds nothing. */
  EnvironmentBlock(byte[] bytes) {
    this.bytes = bytes == null ? new byte[0] : bytes;
  }

  boolean holds(String assignment) {
    byte[] wanted = CString.encode(assignment);
    for (int start = 0; start < bytes.length; start = end(start) + 1) {
      if (Arrays.equals(bytes, start, end(start), wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }

  /** The first value of this name, which is the one getenv(3) finds; null when there is none. */
  String value(String name) {
    byte[] prefix = CString.encode(name + "=");
    for (int start = 0; start < bytes.length; start = end(start) + 1) {
      int valueAt = start + prefix.length;
      if (valueAt <= bytes.length
          && Arrays.equals(bytes, start, valueAt, prefix, 0, prefix.length)) {
        return OsText.decode(Arrays.copyOfRange(bytes, valueAt, end(start)));
      }
    }
    return null;
  }

  private int end(int start) {
    int end = start;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return end;
  }
}

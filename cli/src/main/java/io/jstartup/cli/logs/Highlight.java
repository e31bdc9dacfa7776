package io.jstartup.cli.logs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Shows one text reversed wherever it stands in a line. */
final class Highlight {
  private static final byte[] BEGIN = {0x1B, '[', '7', 'm'};
  private static final byte[] END = {0x1B, '[', '2', '7', 'm'};

  private final byte[] wanted;

  /** For this text; nothing for an empty one. */
  Highlight(String text) {
    this.wanted = text.getBytes(StandardCharsets.UTF_8);
  }

  void add(byte[] bytes, int from, int to, LineBuffer out) throws IOException {
    int at = from;
    for (int found = find(bytes, at, to); found >= 0; found = find(bytes, at, to)) {
      out.add(bytes, at, found);
      out.add(BEGIN);
      out.add(wanted);
      out.add(END);
      at = found + wanted.length;
    }
    out.add(bytes, at, to);
  }

  private int find(byte[] bytes, int from, int to) {
    if (wanted.length == 0) {
      return -1;
    }
    for (int i = from; i <= to - wanted.length; i++) {
      if (bytes[i] == wanted[0]
          && Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}

package io.jstartup.supervisor.output.format;

import java.nio.charset.StandardCharsets;

/** UTF-8 as it may stand in a JSON string. */
final class JsonText {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};
  private static final boolean[] PLAIN = new boolean[128];

  static {
    for (int c = ' '; c < PLAIN.length; c++) {
      PLAIN[c] = c != '"' && c != '\\';
    }
  }

  private JsonText() {}

  static void put(byte[] in, int start, int end, Bytes out) {
    int at = start;
    while (at < end) {
      int run = at;
      while (run < end && in[run] >= 0 && PLAIN[in[run]]) {
        run++;
      }
      out.put(in, at, run);
      at = run < end ? special(in, run, end, out) : run;
    }
  }

  /** One character that can't be copied unseen; where the next begins. */
  private static int special(byte[] in, int at, int end, Bytes out) {
    if (in[at] >= 0) {
      escape(in[at], out);
      return at + 1;
    }
    int length = characterLength(in, at, end);
    if (length == 0) {
      out.put(REPLACEMENT);
      return at + 1;
    }
    out.put(in, at, at + length);
    return at + length;
  }

  private static void escape(byte c, Bytes out) {
    out.put((byte) '\\');
    switch (c) {
      case '"', '\\' -> out.put(c);
      case '\n' -> out.put((byte) 'n');
      case '\r' -> out.put((byte) 'r');
      case '\t' -> out.put((byte) 't');
      default -> {
        out.put((byte) 'u');
        out.put((byte) '0');
        out.put((byte) '0');
        out.put(HEX[c >> 4]);
        out.put(HEX[c & 15]);
      }
    }
  }

  /** Of a character of two bytes and more; 0: it is none. RFC 3629: no longer forms than needed, no surrogates. */
  private static int characterLength(byte[] in, int at, int end) {
    int first = in[at] & 0xff;
    int length = first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : 4;
    if (first < 0xc2 || first > 0xf4 || end - at < length) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((in[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    int second = in[at + 1] & 0xff;
    boolean bad =
        (first == 0xe0 && second < 0xa0)
            || (first == 0xed && second > 0x9f)
            || (first == 0xf0 && second < 0x90)
            || (first == 0xf4 && second > 0x8f);
    return bad ? 0 : length;
  }
}

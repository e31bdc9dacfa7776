package io.jstartup.supervisor.output.format;

import java.nio.charset.StandardCharsets;

/** {@code <date>: <line>}. */
public final class DatedLines extends LineFormat {
  private final DateFormat date;
  private String text = "";
  private byte[] prefix = {};

  public DatedLines(DateFormat date) {
    this.date = date;
  }

  @Override
  public void at(long epochMillis) {
    String now = date.text(epochMillis);
    if (!now.equals(text)) {
      text = now;
      prefix = (now + ": ").getBytes(StandardCharsets.UTF_8);
    }
  }

  @Override
  public void line(byte[] in, int start, int end, boolean begun, Bytes out) {
    piece(in, start, end, begun, out);
    out.put(NEWLINE);
  }

  @Override
  public int piece(byte[] in, int start, int end, boolean begun, Bytes out) {
    if (!begun) {
      out.put(prefix);
    }
    out.put(in, start, end);
    return end;
  }

  @Override
  public boolean piecesAreLines() {
    return false;
  }
}

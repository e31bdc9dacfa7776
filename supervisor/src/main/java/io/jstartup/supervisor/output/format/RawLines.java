package io.jstartup.supervisor.output.format;

/** The app's own bytes. */
public final class RawLines extends LineFormat {
  @Override
  public void at(long epochMillis) {}

  @Override
  public int lines(byte[] in, int start, int end, boolean begun, Bytes out, int enough) {
    out.put(in, start, end);
    return end;
  }

  @Override
  public void line(byte[] in, int start, int end, boolean begun, Bytes out) {
    out.put(in, start, end);
    out.put(NEWLINE);
  }

  @Override
  public int piece(byte[] in, int start, int end, boolean begun, Bytes out) {
    out.put(in, start, end);
    return end;
  }

  @Override
  public boolean piecesAreLines() {
    return false;
  }
}

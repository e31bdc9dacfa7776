package io.jstartup.supervisor.output.format;

import java.nio.charset.StandardCharsets;

/**
 * {@code {"message":"...","timestamp":"...","type":"out","process_id":0,"app_name":"..."}}. Bytes that are no UTF-8 become U+FFFD. A
 * line that is too long to be held becomes several, cut between characters.
 */
public final class JsonLines extends LineFormat {
  private static final byte[] BEGIN = "{\"message\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_CHARACTER = 4;

  private final DateFormat date;
  private final byte[] rest;
  private String text;
  private byte[] end = {};

  /**
   * For the lines of one stream.
   *
   * @param type {@code out} or {@code err}
   */
  public JsonLines(DateFormat date, String type, int id, String app) {
    this.date = date;
    Bytes bytes = new Bytes(64);
    bytes.put(ascii("\",\"type\":\"" + type + "\",\"process_id\":" + id + ",\"app_name\":\""));
    byte[] name = app.getBytes(StandardCharsets.UTF_8);
    JsonText.put(name, 0, name.length, bytes);
    bytes.put(ascii("\"}\n"));
    rest = java.util.Arrays.copyOf(bytes.array(), bytes.size());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void at(long epochMillis) {
    String now = date.text(epochMillis);
    if (!now.equals(text)) {
      text = now;
      Bytes bytes = new Bytes(rest.length + 64);
      bytes.put(ascii("\",\"timestamp\":\""));
      byte[] utf8 = now.getBytes(StandardCharsets.UTF_8);
      JsonText.put(utf8, 0, utf8.length, bytes);
      bytes.put(rest);
      end = java.util.Arrays.copyOf(bytes.array(), bytes.size());
    }
  }

  @Override
  public void line(byte[] in, int start, int lineEnd, boolean begun, Bytes out) {
    out.put(BEGIN);
    JsonText.put(in, start, lineEnd, out);
    out.put(end);
  }

  @Override
  public int piece(byte[] in, int start, int pieceEnd, boolean begun, Bytes out) {
    int cut = pieceEnd;
    for (int back = 1; back < LONGEST_CHARACTER && pieceEnd - back > start; back++) {
      byte before = in[pieceEnd - back];
      if ((before & 0xc0) == 0xc0) {
        cut = pieceEnd - back;
        break;
      }
      if (before >= 0) {
        break;
      }
    }
    line(in, start, cut, begun, out);
    return cut;
  }

  @Override
  public boolean piecesAreLines() {
    return true;
  }
}

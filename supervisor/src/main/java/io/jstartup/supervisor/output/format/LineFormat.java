package io.jstartup.supervisor.output.format;

/** Makes lines of a log from what an app wrote. Lines end with {@code \n}; all other bytes are kept as they are. For one thread. */
public abstract class LineFormat {
  static final byte NEWLINE = '\n';

  /** Sets the time of the lines that follow, in ms since the epoch. */
  public abstract void at(long epochMillis);

  /**
   * Formats whole lines until {@code out} holds {@code enough} bytes.
   *
   * @param in has a newline before {@code end}
   * @param begun whether the first one goes on with a line that was begun by {@link #piece}
   * @return where the lines that are not formatted yet begin
   */
  public int lines(byte[] in, int start, int end, boolean begun, Bytes out, int enough) {
    int from = start;
    boolean inside = begun;
    while (from < end && out.size() < enough) {
      int newline = newline(in, from, end);
      line(in, from, newline, inside, out);
      inside = false;
      from = newline + 1;
    }
    return from;
  }

  static int newline(byte[] in, int from, int end) {
    int at = from;
    while (at < end && in[at] != NEWLINE) {
      at++;
    }
    return at;
  }

  /** One line without its end, to which it adds one. */
  public abstract void line(byte[] in, int start, int end, boolean begun, Bytes out);

  /**
   * Part of a line that is too long to be held.
   *
   * @return where the next part begins
   */
  public abstract int piece(byte[] in, int start, int end, boolean begun, Bytes out);

  /** Whether what {@link #piece} makes is a line of its own. */
  public abstract boolean piecesAreLines();
}

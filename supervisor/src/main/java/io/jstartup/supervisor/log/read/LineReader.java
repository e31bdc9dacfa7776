package io.jstartup.supervisor.log.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A log's lines from an offset on, as bytes. A line longer than {@link #LONGEST} comes in parts. For one thread. */
final class LineReader implements AutoCloseable {
  static final int LONGEST = 64 * 1024;

  private static final int SMALL = 8 * 1024;
  private static final int LARGE = 4 * LONGEST;
  private static final byte[] NOTHING = {};

  private final OpenLog log;
  private long position;
  private long limit = Long.MAX_VALUE;
  private byte[] buffer = NOTHING;
  private int from;
  private int to;
  private int scanned;
  private boolean ended;
  private int lineFrom;
  private int lineTo;

  LineReader(OpenLog log, long position) {
    this.log = log;
    this.position = position;
  }

  OpenLog log() {
    return log;
  }

  /** The offset that is read next. */
  long position() {
    return position;
  }

  /** Nothing from this offset on is read. */
  void limit(long offset) {
    limit = offset;
  }

  /** Reads on, once {@link #next} has nothing more. Gives the number of bytes; 0 at the end, which may be the end for now. */
  int fill() throws IOException {
    makeRoom();
    long before = position;
    while (true) {
      int room = (int) Math.min(buffer.length - to, Math.max(0, limit - position));
      ByteBuffer into = ByteBuffer.wrap(buffer, to, room);
      long at = room == 0 ? position : log.read(position, into);
      int count = into.position() - to;
      position = at + count;
      to += count;
      if (count > 0 || at == before) {
        return count;
      }
      before = at;
    }
  }

  /** Larger while much comes, small again after a burst. */
  private void makeRoom() {
    int left = to - from;
    byte[] target = buffer;
    if (to == buffer.length && buffer.length < LARGE) {
      target = new byte[Math.max(SMALL, 2 * buffer.length)];
    } else if (left == 0 && to < buffer.length / 4 && buffer.length > SMALL) {
      target = new byte[SMALL];
    }
    System.arraycopy(buffer, from, target, 0, left);
    buffer = target;
    scanned -= from;
    from = 0;
    to = left;
  }

  /** On to the next line, or the next part of a long one; false when what is there is no whole line. */
  boolean next() {
    while (scanned < to) {
      if (buffer[scanned++] == '\n') {
        line(scanned - 1, true);
        from = scanned;
        return true;
      }
    }
    return to - from >= LONGEST && part();
  }

  /** Whether a line has begun that is not whole yet. */
  boolean hasPart() {
    return to > from;
  }

  /** On to what is there of the line that is not whole yet. Characters of UTF-8 stay whole, bytes that are none don't matter. */
  boolean part() {
    int end = to - Utf8Tail.length(buffer, from, to);
    end = end == from ? to : end;
    if (end == from) {
      return false;
    }
    line(end, false);
    from = end;
    return true;
  }

  private void line(int end, boolean whole) {
    lineFrom = from;
    lineTo = end;
    ended = whole;
  }

  /** Passes on the line that was moved to. */
  void pass(LogSource source, LineSink sink) throws IOException {
    sink.line(source, buffer, lineFrom, lineTo, ended);
  }

  /** A copy of the line's first bytes. */
  byte[] beginning(int most) {
    return Arrays.copyOfRange(buffer, lineFrom, Math.min(lineTo, lineFrom + most));
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}

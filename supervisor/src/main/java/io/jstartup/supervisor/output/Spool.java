package io.jstartup.supervisor.output;

import io.jstartup.supervisor.output.format.LineFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One stream of an instance: reads on where it stopped, writes whole lines to the logs, and then notes down how far it came, so that
 * after a crash a line may come twice, never not at all. For the writer's thread.
 *
 * <p>A line that has no end yet waits for it, or for the end of the process; one of more than {@link Buffers#CHUNK} bytes is written in
 * pieces, and meanwhile nobody else writes to the same log, unless it pauses for a second.
 */
final class Spool {
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long GIVE_BACK_AFTER = 1 << 20;
  private static final long GIVE_BACK_IDLE = 64 << 10;

  /** What a process said last is looked for in its spool. */
  private static final long KEPT_TAIL = 8 << 10;

  private static final long BLOCK = 4096;

  private final Path file;
  private final Path positionFile;
  private final Room room;
  private final Deque<Long> ends = new ArrayDeque<>();
  private LineFormat format;
  private List<Log> logs;
  private FileChannel data;
  private Position noted;
  private long position = -1;
  private long waitingAt = -1;
  private long givenBack;
  private boolean begun;
  private long activeNanos;
  private Unwritten unwritten;
  private long writtenTo;
  private boolean writtenBegun;

  Spool(Path file, Path positionFile, LineFormat format, List<Log> logs, Room room) {
    this.file = file;
    this.positionFile = positionFile;
    this.format = format;
    this.logs = logs;
    this.room = room;
  }

  /** What comes from now on becomes that. */
  void redirect(LineFormat newFormat, List<Log> newLogs) throws IOException {
    breakOff();
    format = newFormat;
    logs = newLogs;
  }

  List<Log> logs() {
    return logs;
  }

  /** A line ends here at the latest: the process that wrote it is gone. */
  void endLineAt(long offset) {
    if (ends.isEmpty() || ends.getLast() < offset) {
      ends.add(offset);
    }
    waitingAt = -1;
  }

  /** The offset of its end; 0: there is none yet. */
  long size() throws IOException {
    try {
      return data == null ? Files.size(file) : data.size();
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  private long position() throws IOException {
    if (position < 0) {
      Position.Mark mark = Position.read(positionFile);
      position = mark.offset();
      begun = mark.begun();
    }
    return position;
  }

  /** What a killed predecessor wrote by half is taken back; a log of before that ends in the middle of a line gets an end. Before anything is written to these logs. */
  void recover() throws IOException {
    Position.Mark mark = Position.read(positionFile);
    if (!mark.begun()) {
      logs.forEach(log -> log.startLine(mark.writing()));
    }
  }

  /** Whether all is written, but a line that has no end yet. */
  boolean finished() throws IOException {
    if (unwritten != null) {
      return false;
    }
    long size = size();
    if (size < position()) {
      beginAnew();
    }
    return size == position ? !(begun && endsHere()) : size == waitingAt;
  }

  /** Whether there is nothing in it that is not written. */
  boolean exhausted() throws IOException {
    return finished() && size() == position && !begun;
  }

  /** Somebody emptied it. */
  private void beginAnew() throws IOException {
    forget();
    try (Position anew = Position.open(positionFile)) {
      anew.write(Position.Mark.START);
    }
    position = 0;
  }

  private boolean endsHere() {
    return !ends.isEmpty() && ends.peek() <= position;
  }

  /**
   * Goes on by one chunk.
   *
   * @return whether that brought it on
   */
  boolean step(Buffers buffers, long epochMillis, long nowNanos) throws IOException {
    if (logs.stream().anyMatch(log -> log.resting(nowNanos))) {
      return false;
    }
    if (unwritten != null) {
      return writeOn();
    }
    if (finished() || !free(nowNanos)) {
      return false;
    }
    open();
    buffers.out.clear();
    format.at(epochMillis);
    if (endsHere()) {
      ends.poll();
      if (begun) {
        format.line(buffers.in, 0, 0, true, buffers.out);
        return write(buffers, position, false, nowNanos);
      }
    }
    long limit = ends.isEmpty() ? size() : Math.min(size(), ends.peek());
    int count = read(buffers.in, limit - position);
    buffers.moved += count;
    return count > 0 && write(buffers, count, limit, nowNanos);
  }

  private void open() throws IOException {
    if (data == null) {
      Set<? extends java.nio.file.OpenOption> flags =
          Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
      data = FileChannel.open(file, flags);
      noted = Position.open(positionFile);
      position();
    }
  }

  private int read(byte[] in, long most) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(in, 0, (int) Math.max(0, Math.min(in.length, most)));
    int count = 0;
    while (bytes.hasRemaining() && count >= 0) {
      count = data.read(bytes, position + bytes.position());
    }
    return bytes.position();
  }

  /** What of this chunk can be written. */
  private boolean write(Buffers buffers, int count, long limit, long nowNanos) throws IOException {
    byte[] in = buffers.in;
    int whole = afterLastNewline(in, count);
    boolean inside = begun;
    if (whole > 0) {
      int taken = format.lines(in, 0, whole, inside, buffers.out, Buffers.ENOUGH);
      return write(buffers, position + taken, false, nowNanos);
    }
    if (!ends.isEmpty() && position + count == ends.peek()) {
      format.line(in, 0, count, inside, buffers.out);
      return write(buffers, position + count, false, nowNanos);
    }
    if (count == in.length) {
      int taken = format.piece(in, 0, count, inside, buffers.out);
      return write(buffers, position + taken, !format.piecesAreLines(), nowNanos);
    }
    waitingAt = limit;
    return false;
  }

  private static int afterLastNewline(byte[] in, int count) {
    int at = count;
    while (at > 0 && in[at - 1] != '\n') {
      at--;
    }
    return at;
  }

  private boolean write(Buffers buffers, long to, boolean nowBegun, long nowNanos)
      throws IOException {
    activeNanos = nowNanos;
    noted.write(new Position.Mark(position, begun, true));
    logs.forEach(log -> log.hold(this));
    unwritten = new Unwritten(logs, buffers.out.array(), buffers.out.size());
    writtenTo = to;
    writtenBegun = nowBegun;
    if (writeOn()) {
      return true;
    }
    unwritten.keep();
    return false;
  }

  private boolean writeOn() throws IOException {
    if (!unwritten.write()) {
      return false;
    }
    unwritten = null;
    begun = writtenBegun;
    if (!begun) {
      logs.forEach(log -> log.release(this));
    }
    open();
    position = writtenTo;
    noted.write(new Position.Mark(position, begun, false));
    giveBack(GIVE_BACK_AFTER);
    return true;
  }

  /** Whether no other is in the middle of a line in any of its logs, or that one makes such a pause that its line is broken off. */
  private boolean free(long nowNanos) throws IOException {
    for (Log log : logs) {
      Spool other = log.holder();
      if (other != null && other != this && !other.yields(nowNanos)) {
        return false;
      }
    }
    return true;
  }

  private boolean yields(long nowNanos) throws IOException {
    return unwritten == null && nowNanos - activeNanos > LONGEST_PAUSE_NANOS && breakOff();
  }

  /** Ends the line that it is in the middle of. */
  private boolean breakOff() throws IOException {
    if (begun && unwritten == null) {
      byte[] newline = {'\n'};
      unwritten = new Unwritten(logs, newline, 1);
      writtenTo = position;
      writtenBegun = false;
      return writeOn();
    }
    return unwritten == null;
  }

  private void giveBack(long least) {
    long to = (position - KEPT_TAIL) / BLOCK * BLOCK;
    if (to - givenBack >= least && room.giveBack(file, givenBack, to - givenBack)) {
      givenBack = to;
    }
  }

  /** Nothing is to come for a while. */
  void rest() {
    giveBack(GIVE_BACK_IDLE);
    close();
  }

  private void close() {
    try (FileChannel closing = data;
        Position alsoClosing = noted) {
      data = null;
      noted = null;
    } catch (IOException e) {
      room.say("closing '" + file + "': " + e.getMessage());
    }
  }

  /** The files are others from now on. */
  void forget() {
    close();
    logs.forEach(log -> log.release(this));
    unwritten = null;
    begun = false;
    position = -1;
    givenBack = 0;
    waitingAt = -1;
    ends.clear();
  }
}

package io.jstartup.supervisor.log.read;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;

/** One source whose new lines are passed on, whatever becomes of its file. For one thread. */
final class FollowedLog implements AutoCloseable {
  /** So long the beginning of a line waits for its rest. */
  static final long PART_NANOS = 200_000_000;

  /** So long after its last line a file that was renamed is read: its writer may not know yet. */
  private static final long RENAMED_NANOS = 60_000_000_000L;

  private final LogSource source;
  private final RotationNotes notes;
  private LineReader reader;
  private LineReader renamed;
  private long renamedQuietSince;
  private long partSince;
  private boolean complained;

  FollowedLog(LogSource source, RotationNotes notes) {
    this.source = source;
    this.notes = notes;
  }

  LogSource source() {
    return source;
  }

  /** Where what comes next begins; 0 while there is no file. */
  long position() {
    return reader == null ? 0 : reader.position();
  }

  /** Opens the file when it is there, to read on from its beginning. */
  boolean open(LineSink sink) throws IOException {
    if (reader == null) {
      Optional<OpenLog> log = openFile(sink);
      reader = log.isPresent() ? new LineReader(log.get(), log.get().head()) : null;
    }
    return reader != null;
  }

  private Optional<OpenLog> openFile(LineSink sink) throws IOException {
    String why;
    try {
      return OpenLog.open(source.file(), notes);
    } catch (AccessDeniedException e) {
      why = "permission denied";
    } catch (IOException e) {
      why = e.getMessage();
    }
    if (!complained) {
      complained = true;
      sink.unreadable(source, why);
    }
    return Optional.empty();
  }

  /** Reads on from here, in a file that was opened and not read yet. */
  void from(long position) {
    reader = new LineReader(reader.log(), position);
  }

  LineReader reader() {
    return reader;
  }

  /** Passes on some of what is new; the number of bytes read, 0 when there is no more now. */
  int turn(LineSink sink) throws IOException {
    int old = renamed == null ? 0 : turn(renamed, sink);
    if (renamed != null && endOfRenamed(old)) {
      pass(renamed, renamed.part(), sink);
      renamed.close();
      renamed = null;
    }
    if (old > 0 || !open(sink)) {
      return old;
    }
    int count = turn(reader, sink);
    if (count == 0 && reader.log().replaced()) {
      goOnInNewFile(sink);
      return reader == null ? 0 : turn(reader, sink);
    }
    return count;
  }

  private boolean endOfRenamed(int count) {
    long now = System.nanoTime();
    renamedQuietSince = count > 0 ? now : renamedQuietSince;
    return now - renamedQuietSince > RENAMED_NANOS;
  }

  /** The one that was renamed may get its name back. */
  private void goOnInNewFile(LineSink sink) throws IOException {
    LineReader before = renamed;
    renamed = reader;
    renamedQuietSince = System.nanoTime();
    if (before != null && !before.log().replaced()) {
      reader = before;
      return;
    }
    if (before != null) {
      before.close();
    }
    reader = null;
    open(sink);
  }

  private int turn(LineReader from, LineSink sink) throws IOException {
    int count = from.fill();
    long lost = from.log().takeLost();
    if (lost > 0) {
      sink.lost(source, lost);
    }
    while (from.next()) {
      from.pass(source, sink);
    }
    if (count > 0) {
      partSince = System.nanoTime();
    }
    return count;
  }

  /** Whether a line has begun that is not whole, and was not passed on. */
  boolean hasPart() {
    return (reader != null && reader.hasPart()) || (renamed != null && renamed.hasPart());
  }

  /** Passes on the beginning of a line that waits for its rest for too long. */
  void passParts(LineSink sink, boolean atOnce) throws IOException {
    if (atOnce || System.nanoTime() - partSince >= PART_NANOS) {
      pass(renamed, renamed != null && renamed.part(), sink);
      pass(reader, reader != null && reader.part(), sink);
    }
  }

  private void pass(LineReader from, boolean moved, LineSink sink) throws IOException {
    if (moved) {
      from.pass(source, sink);
    }
  }

  @Override
  public void close() throws IOException {
    if (renamed != null) {
      renamed.close();
    }
    if (reader != null) {
      reader.close();
    }
  }
}

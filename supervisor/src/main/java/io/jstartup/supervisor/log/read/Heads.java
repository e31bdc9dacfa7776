package io.jstartup.supervisor.log.read;

import io.jstartup.supervisor.log.read.RotationNotes.Moving;
import io.jstartup.supervisor.log.read.RotationNotes.Notes;
import io.jstartup.supervisor.log.read.RotationNotes.Piece;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Where an open log begins, while somebody takes its head out. */
final class Heads {
  /**
   * Where it begins.
   *
   * @param offset the absolute offset of the file's first byte, as long as these are the notes
   * @param emptied whether the log was emptied while we waited: who has read what was thrown away is to go on at its beginning
   */
  record Head(Notes notes, long offset, boolean emptied) {}

  private static final long LOOK_AGAIN_NANOS = 1_000_000;

  /** By then the supervisor has died in the middle of it. */
  private static final long LONGEST_NANOS = 2_000_000_000L;

  private static final int COMPARED_BYTES = 4096;

  private final Path path;
  private final FileChannel log;
  private final RotationNotes notes;
  private long known;
  private boolean frozen;
  private Notes judged;
  private long judgedOffset;

  Heads(Path path, FileChannel log, RotationNotes notes) {
    this.path = path;
    this.log = log;
    this.notes = notes;
  }

  /** While another file has the log's name, the notes are of that one. */
  void freeze(boolean now) {
    frozen = now;
  }

  boolean still(Head head) {
    boolean same = frozen || notes.now() == head.notes();
    known = same ? head.offset() : known;
    return same;
  }

  /**
   * The present one, where a reader at this offset looks. While what it wants may be on either side of a head that is leaving, it waits;
   * below that, the copies have it.
   */
  Head now(long at) throws IOException {
    Notes now = notes.now();
    if (frozen) {
      return new Head(now, known, false);
    }
    boolean emptied = false;
    long deadline = System.nanoTime() + LONGEST_NANOS;
    while (now.moving(path) && now != judged) {
      long after = now.gone(path) + now.moving.length();
      if (at < after) {
        return new Head(now, after, false);
      }
      emptied |= now.moving.emptied();
      if (System.nanoTime() - deadline > 0) {
        judged = now;
        judgedOffset = left(now.moving) ? after : now.gone(path);
      } else {
        LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        now = notes.now();
      }
    }
    return new Head(now, now == judged ? judgedOffset : now.gone(path), emptied);
  }

  /** As long as the log has what was copied, it is not gone. */
  private boolean left(Moving moving) throws IOException {
    if (moving.pieces().isEmpty()) {
      return false;
    }
    Piece piece = moving.pieces().get(0);
    Optional<Archive> copy = Archive.open(piece.part());
    if (copy.isEmpty()) {
      return true; // it has its last name
    }
    try (Archive whole = copy.get()) {
      int length = (int) Math.min(COMPARED_BYTES, piece.length());
      return !bytes(whole.channel(), 0, length).equals(bytes(log, moving.dropped(), length));
    }
  }

  private static ByteBuffer bytes(FileChannel file, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    file.read(bytes, at);
    return bytes.flip();
  }
}

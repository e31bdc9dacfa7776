package io.jstartup.supervisor.log.read;

import io.jstartup.supervisor.log.read.ArchiveRanges.Range;
import io.jstartup.supervisor.log.read.Heads.Head;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A log by absolute offsets, see {@link RotationNotes}: what has left it is read from the archives. It stays the same file when another
 * one takes its name. For one thread.
 */
final class OpenLog implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final long inode;
  private final Heads heads;
  private long lost;
  private Archive archive;

  private OpenLog(Path path, FileChannel channel, long inode, RotationNotes notes) {
    this.path = path;
    this.channel = channel;
    this.inode = inode;
    this.heads = new Heads(path, channel, notes);
  }

  /** Empty when nothing is there that can be followed: a pipe, a terminal and {@code /dev/null} can't. */
  static Optional<OpenLog> open(Path path, RotationNotes notes) throws IOException {
    try {
      while (Files.isRegularFile(path)) {
        long inode = inode(path);
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        if (inode(path) == inode) {
          return Optional.of(new OpenLog(path, channel, inode, notes));
        }
        channel.close();
      }
    } catch (NoSuchFileException e) {
      return Optional.empty(); // just gone
    }
    return Optional.empty();
  }

  private static long inode(Path path) throws IOException {
    return (Long) Files.getAttribute(path, "unix:ino");
  }

  /** Whether another file has its name now. */
  boolean replaced() throws IOException {
    try {
      boolean other = inode(path) != inode && Files.isRegularFile(path);
      heads.freeze(other);
      return other;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** The offset of its end. */
  long end() throws IOException {
    while (true) {
      Head now = heads.now(Long.MAX_VALUE);
      long end = now.offset() + channel.size();
      if (heads.still(now)) {
        return end;
      }
    }
  }

  /** The offset of the first byte that is in the file itself. */
  long head() throws IOException {
    return heads.now(Long.MAX_VALUE).offset();
  }

  /** How many bytes could not be read since the last call, as their archives are gone. */
  long takeLost() {
    long bytes = lost;
    lost = 0;
    return bytes;
  }

  /**
   * Puts what is there at an offset into the buffer.
   *
   * @return where it was read: at another offset when the log was emptied meanwhile, or when what was there is gone
   */
  long read(long at, ByteBuffer into) throws IOException {
    int start = into.position();
    while (true) {
      Head now = heads.now(at);
      if (at < now.offset()) {
        long from = fromArchive(now, at, into);
        if (heads.still(now)) {
          lost += from - at;
          return from;
        }
      } else {
        boolean emptied = now.emptied() || at - now.offset() > channel.size();
        long from = emptied ? now.offset() : at;
        channel.read(into, from - now.offset());
        if (heads.still(now)) {
          return from;
        }
      }
      into.position(start);
    }
  }

  private long fromArchive(Head head, long at, ByteBuffer into) throws IOException {
    for (Range range : ArchiveRanges.of(path, head.notes())) {
      long begin = Math.max(at, range.from());
      if (begin < range.to() && read(range, begin, into)) {
        return begin;
      }
    }
    return head.offset();
  }

  private boolean read(Range range, long from, ByteBuffer into) throws IOException {
    if (!openArchive(range.file()) && !openArchive(range.renamed())) {
      return false;
    }
    int room = (int) Math.min(into.remaining(), range.to() - from);
    ByteBuffer part = into.slice(into.position(), room);
    archive.channel().read(part, from - range.from());
    into.position(into.position() + part.position());
    return part.position() > 0;
  }

  private boolean openArchive(Path wanted) throws IOException {
    if (archive == null || !archive.path().equals(wanted)) {
      closeArchive();
      archive = Archive.open(wanted).orElse(null);
    }
    return archive != null;
  }

  private void closeArchive() throws IOException {
    if (archive != null) {
      archive.close();
      archive = null;
    }
  }

  @Override
  public void close() throws IOException {
    closeArchive();
    channel.close();
  }
}

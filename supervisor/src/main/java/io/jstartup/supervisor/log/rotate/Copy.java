package io.jstartup.supervisor.log.rotate;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/** Bytes of logs, from file to file. Links are not followed. */
final class Copy {
  static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  private Copy() {}

  static FileChannel read(Path file) throws IOException {
    return FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  /** A file that was not there before. */
  static FileChannel create(Path file) throws IOException {
    return FileChannel.open(file, NEW, PosixFilePermissions.asFileAttribute(PRIVATE));
  }

  /** Puts these bytes at the end of what was written there. */
  static void range(FileChannel from, long start, long length, FileChannel to) throws IOException {
    long done = 0;
    while (done < length) {
      long step = from.transferTo(start + done, length - done, to);
      if (step <= 0) {
        throw new EOFException("it was shortened while it was copied");
      }
      done += step;
    }
  }

  /** At most so many bytes from there on. */
  static byte[] bytes(Path file, long start, int most) throws IOException {
    try (FileChannel channel = read(file)) {
      ByteBuffer bytes = ByteBuffer.allocate(most);
      while (bytes.hasRemaining() && channel.read(bytes, start + bytes.position()) > 0) {
        continue; // reads on where it stopped
      }
      return Arrays.copyOf(bytes.array(), bytes.position());
    }
  }

  /** Whether the file has these bytes from there on. */
  static boolean holds(Path file, long start, Path part) throws IOException {
    long size = Files.size(part);
    for (long at = 0; at < size; at += 1 << 20) {
      byte[] wanted = bytes(part, at, 1 << 20);
      if (!Arrays.equals(wanted, bytes(file, start + at, wanted.length))) {
        return false;
      }
    }
    return true;
  }

  /** The other's mode and owner, and this time. */
  static void dress(Path file, Path other, long modifiedMillis) throws IOException {
    Files.setPosixFilePermissions(
        file, Files.getPosixFilePermissions(other, LinkOption.NOFOLLOW_LINKS));
    for (String id : new String[] {"unix:uid", "unix:gid"}) {
      Object wanted = Files.getAttribute(other, id, LinkOption.NOFOLLOW_LINKS);
      if (!wanted.equals(Files.getAttribute(file, id, LinkOption.NOFOLLOW_LINKS))) {
        Files.setAttribute(file, id, wanted, LinkOption.NOFOLLOW_LINKS);
      }
    }
    Files.setLastModifiedTime(file, FileTime.fromMillis(modifiedMillis));
  }
}

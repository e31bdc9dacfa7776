package io.jstartup.supervisor.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A log that ends in the middle of a line. */
final class HalfLine {
  /** The longest line in JSON, with every byte as an escape, is less. */
  private static final int LONGEST = 4 << 20;

  private HalfLine() {}

  /**
   * Makes the log end with a line.
   *
   * @param log open for appending
   * @param cut whether the half of a line is taken off: it is about to be written again, as a whole
   * @return whether there was one
   */
  static boolean end(Path file, FileChannel log, boolean cut) throws IOException {
    long size = log.size();
    long end = endOfLines(file, size);
    if (end == size) {
      return false;
    }
    if (cut && end >= 0) {
      log.truncate(end);
    } else {
      log.write(ByteBuffer.wrap(new byte[] {'\n'}));
    }
    return true;
  }

  /** Where the last whole line ends; -1: further back than any line of ours. */
  private static long endOfLines(Path file, long size) throws IOException {
    try (FileChannel in =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(size, LONGEST));
      long from = size - bytes.capacity();
      while (bytes.hasRemaining() && in.read(bytes, from + bytes.position()) > 0) {
        continue;
      }
      for (int i = bytes.position(); i > 0; i--) {
        if (bytes.get(i - 1) == '\n') {
          return from + i;
        }
      }
      return from == 0 ? 0 : -1;
    }
  }
}

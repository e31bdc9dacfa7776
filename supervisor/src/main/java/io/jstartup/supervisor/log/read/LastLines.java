package io.jstartup.supervisor.log.read;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Finds where the last lines of a log begin, in its archives too. */
final class LastLines {
  private static final int BLOCK = 64 * 1024;

  private LastLines() {}

  /**
   * The offset of the first of so many lines before an offset; that of the oldest byte there is when there are fewer.
   *
   * @param end an offset; what is between it and the line end before it counts as a line
   */
  static long start(OpenLog log, long end, long lines) throws IOException {
    long left = lines;
    long at = end;
    long oldest = 0;
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    while (at > oldest && left > 0) {
      long begin = Math.max(oldest, at - BLOCK);
      long found = read(log, begin, block.clear().limit((int) (at - begin)));
      if (found > begin) {
        oldest = found; // what is before it is gone
        continue;
      }
      for (int i = block.position() - 1; i >= 0; i--) {
        if (block.get(i) == '\n' && begin + i != end - 1 && --left == 0) {
          return begin + i + 1;
        }
      }
      at = begin;
    }
    return Math.min(at, end);
  }

  private static long read(OpenLog log, long begin, ByteBuffer block) throws IOException {
    long at = begin;
    while (block.hasRemaining()) {
      int before = block.position();
      long found = log.read(at, block);
      if (found != at) {
        return found;
      }
      at += block.position() - before;
      if (block.position() == before) {
        return begin; // shorter than it was
      }
    }
    return begin;
  }
}

package io.jstartup.platforms.os;

import java.io.IOException;
import java.nio.file.Path;

/** Takes bytes out of the head of a file while others append to it. Not every file system can. Any thread. */
public interface HeadRemoval {
  /**
   * Whether it can be done to this file; nothing happens to it.
   *
   * @return false also for what is no plain file or can't be opened for writing
   */
  boolean possible(Path file);

  /**
   * Takes the first bytes out, so that what follows them is the beginning: fallocate(2), FALLOC_FL_COLLAPSE_RANGE. Who appends to the file
   * notices nothing. A link is not followed.
   *
   * @param inode the file's inode number: another file that stands at this path by now is left alone
   * @param length a multiple of the file system's block size, less than the file's size
   * @throws IOException and the file is as it was
   */
  void remove(Path file, long inode, long length) throws IOException;
}

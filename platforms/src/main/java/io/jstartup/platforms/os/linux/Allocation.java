package io.jstartup.platforms.os.linux;

import java.nio.file.Path;

/** fallocate(2): the room that a file takes, its size left alone. ext4, XFS, Btrfs, tmpfs, and overlayfs on these. */
final class Allocation {
  private static final int KEEP_SIZE = 0x01;
  private static final int PUNCH_HOLE = 0x02;

  private Allocation() {}

  /** False when nothing was given back. A link is not followed. */
  static boolean giveBack(Path file, long from, long length) {
    return change(file, PUNCH_HOLE | KEEP_SIZE, from, length);
  }

  /** False when nothing was reserved. A link is not followed. */
  static boolean reserve(Path file, long from, long length) {
    return change(file, KEEP_SIZE, from, length);
  }

  private static boolean change(Path file, int mode, long from, long length) {
    int flags = OpenFlags.READ_WRITE | OpenFlags.CLOSE_ON_EXEC | OpenFlags.NO_FOLLOW;
    int fd = LibC.open(CString.of(file.toString()), flags, 0);
    if (fd < 0) {
      return false;
    }
    try {
      return LibC.fallocate(fd, mode, from, length) == 0;
    } finally {
      LibC.close(fd);
    }
  }
}

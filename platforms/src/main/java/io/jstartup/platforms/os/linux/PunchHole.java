package io.jstartup.platforms.os.linux;

import java.nio.file.Path;

/** fallocate(2), FALLOC_FL_PUNCH_HOLE: ext4, XFS, Btrfs, tmpfs, and overlayfs on these. */
final class PunchHole {
  private static final int PUNCH_HOLE = 0x02;
  private static final int KEEP_SIZE = 0x01;

  private PunchHole() {}

  /** False when nothing was given back. A link is not followed. */
  static boolean in(Path file, long from, long length) {
    int flags = OpenFlags.READ_WRITE | OpenFlags.CLOSE_ON_EXEC | OpenFlags.NO_FOLLOW;
    int fd = LibC.open(CString.of(file.toString()), flags, 0);
    if (fd < 0) {
      return false;
    }
    try {
      return LibC.fallocate(fd, PUNCH_HOLE | KEEP_SIZE, from, length) == 0;
    } finally {
      LibC.close(fd);
    }
  }
}

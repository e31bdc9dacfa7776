package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.HeadRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** ext4, XFS, and overlayfs on these; not tmpfs. */
final class CollapseRange implements HeadRemoval {
  private static final int COLLAPSE_RANGE = 0x08;

  /** Longer than any log, and a multiple of every block size: a file system that can do it says EINVAL, as the file is shorter. */
  private static final long TOO_LONG = 1L << 40;

  @Override
  public boolean possible(Path file) {
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) >= TOO_LONG) {
        return false;
      }
      int fd = open(file);
      try {
        return LibC.fallocate(fd, COLLAPSE_RANGE, 0, TOO_LONG) != 0 && Errno.last() == Errno.EINVAL;
      } finally {
        LibC.close(fd);
      }
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void remove(Path file, long inode, long length) throws IOException {
    int fd = open(file);
    try {
      if (inode(fd) != inode) {
        throw new IOException("another file stands at '" + file + "' by now");
      }
      if (LibC.fallocate(fd, COLLAPSE_RANGE, 0, length) != 0) {
        throw failed("shorten", file);
      }
    } finally {
      LibC.close(fd);
    }
  }

  private static long inode(int fd) throws IOException {
    return (Long) Files.getAttribute(Path.of("/proc/self/fd/" + fd), "unix:ino");
  }

  private static int open(Path file) throws IOException {
    int flags = OpenFlags.READ_WRITE | OpenFlags.CLOSE_ON_EXEC | OpenFlags.NON_BLOCKING;
    int fd = LibC.open(CString.of(file.toString()), flags | OpenFlags.NO_FOLLOW, 0);
    if (fd < 0) {
      throw failed("open", file);
    }
    return fd;
  }

  private static IOException failed(String verb, Path file) {
    return new IOException("cannot " + verb + " '" + file + "': " + Errno.text(Errno.last()));
  }
}

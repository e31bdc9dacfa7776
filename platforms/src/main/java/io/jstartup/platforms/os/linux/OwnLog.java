package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.OsException;

/** Opens a log of an app that runs as this process's own user. */
final class OwnLog {
  private OwnLog() {}

  /** A descriptor for appending that does not wait. */
  static int open(String path) throws OsException {
    int flags = OpenFlags.LOG | OpenFlags.CLOSE_ON_EXEC | OpenFlags.NON_BLOCKING;
    int fd = LibC.open(CString.of(path), flags, OpenFlags.PRIVATE_FILE);
    return fd < 0 ? failed(path, Errno.last()) : fd;
  }

  private static int failed(String path, int errno) throws OsException {
    throw failure("log", path, errno);
  }

  /** Says what failed, why, and what to do. */
  static OsException failure(String which, String path, int errno) {
    String why =
        switch (errno) {
          case Errno.EISDIR -> "it is a folder; name a file";
          case Errno.EACCES, Errno.EPERM ->
              Errno.text(errno) + "; name another file, or let this user write to that one";
          case Errno.ENOTDIR -> Errno.text(errno) + "; a part of the path is no folder";
          case Errno.ENXIO -> "it is a pipe that nobody reads; start its reader first";
          case Errno.ELOOP -> "it is a link that is not followed; name what it leads to";
          case Errno.EROFS, Errno.ENOSPC -> Errno.text(errno) + "; name a file somewhere else";
          default -> Errno.text(errno);
        };
    return new OsException("cannot open " + which, path, errno, why);
  }
}

package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.OsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens a log of an app that runs as this process's own user. As root: from where others could have planted a link on, none is followed,
 * nor is a file opened that has a second name.
 */
final class OwnLog {
  private static final int F_SETFL = 4;
  private static final int FLAGS = OpenFlags.LOG | OpenFlags.CLOSE_ON_EXEC | OpenFlags.NON_BLOCKING;
  private static final int FOLDER =
      OpenFlags.READ | OpenFlags.DIRECTORY | OpenFlags.NO_FOLLOW | OpenFlags.CLOSE_ON_EXEC;

  private OwnLog() {}

  /**
   * A descriptor for appending that does not wait.
   *
   * @param which as messages name it
   */
  static int open(String which, String path) throws OsException {
    try {
      Optional<RootsWay.Beyond> beyond =
          LibC.getuid() == 0 ? RootsWay.beyond(Path.of(path)) : Optional.empty();
      return beyond.isPresent()
          ? openBeyond(beyond.get(), which, path)
          : open(which, path, path, 0);
    } catch (IOException | InvalidPathException e) {
      throw new OsException("cannot open " + which, path, Errno.EACCES, e.toString());
    }
  }

  /** One that waits, as the app expects it. */
  static int openForChild(String which, String path) throws OsException {
    int fd = open(which, path);
    LibC.fcntl(fd, F_SETFL, OpenFlags.APPEND);
    return fd;
  }

  private static int open(String which, String real, String path, int more) throws OsException {
    int fd = LibC.open(CString.of(real), FLAGS | more, OpenFlags.PRIVATE_FILE);
    return fd < 0 ? failed(which, path, Errno.last()) : fd;
  }

  private static int openBeyond(RootsWay.Beyond beyond, String which, String path)
      throws OsException, IOException {
    String start = beyond.folder().toString();
    if (beyond.rest().isEmpty()) {
      return open(which, start, path, OpenFlags.NO_FOLLOW);
    }
    int folder = LibC.open(CString.of(start), FOLDER, 0);
    int errno = Errno.last();
    int last = beyond.rest().size() - 1;
    for (int i = 0; i < last && folder >= 0; i++) {
      int next = LibC.openat(folder, name(beyond, i), FOLDER, 0);
      errno = Errno.last();
      LibC.close(folder);
      folder = next;
    }
    if (folder < 0) {
      return failed(which, path, errno == Errno.ENOTDIR ? Errno.ELOOP : errno);
    }
    int flags = FLAGS | OpenFlags.NO_FOLLOW;
    int fd = LibC.openat(folder, name(beyond, last), flags, OpenFlags.PRIVATE_FILE);
    errno = Errno.last();
    LibC.close(folder);
    return fd < 0 ? failed(which, path, errno) : onlyName(fd, which, path);
  }

  private static byte[] name(RootsWay.Beyond beyond, int index) {
    return CString.of(beyond.rest().get(index).toString());
  }

  /** A second name of a file can be planted as a link can. */
  private static int onlyName(int fd, String which, String path) throws OsException, IOException {
    if ((int) Files.getAttribute(Path.of("/proc/self/fd/" + fd), "unix:nlink") > 1) {
      LibC.close(fd);
      String why = "it has a second name, which somebody else may have given it; name another file";
      throw new OsException("cannot open " + which, path, Errno.EACCES, why);
    }
    return fd;
  }

  private static int failed(String which, String path, int errno) throws OsException {
    throw failure(which, path, errno);
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
          case Errno.ELOOP ->
              "it, or a folder of it, is a link that somebody else may have made, and root follows none of these;"
                  + " name what it leads to";
          case Errno.EROFS, Errno.ENOSPC -> Errno.text(errno) + "; name a file somewhere else";
          default -> Errno.text(errno);
        };
    return new OsException("cannot open " + which, path, errno, why);
  }
}

package io.jstartup.platforms.os.linux;

import io.jstartup.model.exec.RunAs;
import io.jstartup.platforms.os.FileTask;
import io.jstartup.platforms.os.OsException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Files of an app that root starts as another user. Where nobody but root can change the way to a file, it is opened as root, and given
 * to the user when it is new. Anywhere else somebody may have planted a link: there it is opened with the user's own rights.
 */
final class OwnedFiles {
  private static final int F_SETFL = 4;

  private OwnedFiles() {}

  static void onBehalfOf(RunAs user, Path file, FileTask task) throws IOException {
    if (rootsFolder(file).isPresent()) {
      task.run();
      return;
    }
    try (FileRights rights = FileRights.of(user)) {
      task.run();
    } catch (OsException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** A descriptor for appending, its folder made when it is missing. */
  static int openLog(RunAs user, String path) throws OsException {
    try {
      Path file = Path.of(path);
      onBehalfOf(user, file, () -> makeFolder(file.getParent()));
      Optional<Path> folder = rootsFolder(file);
      int fd =
          folder.isPresent()
              ? openAsRoot(user, folder.get().resolve(file.getFileName()).toString())
              : openAs(user, path);
      LibC.fcntl(fd, F_SETFL, OpenFlags.APPEND); // waits again: it was opened so as not to
      return fd;
    } catch (AccessDeniedException e) {
      String why = "permission denied for user " + user.uid() + " at '" + e.getFile() + "'";
      throw new OsException("cannot make the folder of", path, Errno.EACCES, why);
    } catch (IOException | InvalidPathException e) {
      throw new OsException("cannot make the folder of", path, Errno.EACCES, e.toString());
    }
  }

  private static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
      Files.createDirectories(folder, mode);
    }
  }

  private static int openAs(RunAs user, String path) throws OsException {
    try (FileRights rights = FileRights.of(user)) {
      return checked(open(path, OpenFlags.LOG), path);
    }
  }

  /** Never through a link: who planted one there was root, but where it leads others may rule. */
  private static int openAsRoot(RunAs user, String path) throws OsException {
    int created = open(path, OpenFlags.NEW_LOG);
    if (created < 0) {
      return checked(open(path, OpenFlags.EXISTING_LOG | OpenFlags.NO_FOLLOW), path);
    }
    if (LibC.fchown(created, user.uid(), user.gid()) != 0) {
      int errno = Errno.last();
      LibC.close(created);
      throw Errno.exception("cannot give the log to user " + user.uid(), path, errno);
    }
    return created;
  }

  private static int open(String path, int flags) {
    int all = flags | OpenFlags.CLOSE_ON_EXEC | OpenFlags.NON_BLOCKING;
    return LibC.open(CString.of(path), all, OpenFlags.PRIVATE_FILE);
  }

  private static int checked(int fd, String path) throws OsException {
    return Errno.check(fd, "cannot open log", path);
  }

  private static Optional<Path> rootsFolder(Path file) throws IOException {
    Path folder = file.getParent();
    return folder == null ? Optional.empty() : RootsWay.to(folder);
  }
}

package io.jstartup.platforms.os.linux;

import io.jstartup.model.listen.SocketRights;
import io.jstartup.platforms.os.OsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.EnumSet;
import java.util.Set;

/** The file of a UNIX socket, and who may use it. */
final class SocketFile {
  private static final int O_PATH = 0x20_0000;
  private static final int S_IFMT = 0170000;
  private static final int S_IFSOCK = 0140000;

  private SocketFile() {}

  /** Before bind(2), which takes the mode from the socket: so the file is never wider than it is to be. */
  static void narrow(int fd, SocketRights rights) {
    if (!rights.equals(SocketRights.USUAL)) {
      LibC.fchmod(fd, rights.mode().orElse(OpenFlags.PRIVATE_FILE) & OpenFlags.PRIVATE_FILE);
    }
  }

  /**
   * Gives the file these rights. It is held meanwhile, so that nothing that takes its place gets them.
   *
   * @throws OsException says what can't be given and why
   */
  static void give(String path, SocketRights rights) throws OsException {
    if (rights.equals(SocketRights.USUAL)) {
      return;
    }
    requireRootsWay(path);
    int flags = O_PATH | OpenFlags.NO_FOLLOW | OpenFlags.CLOSE_ON_EXEC;
    int fd = Errno.check(LibC.open(CString.of(path), flags, 0), "cannot open socket", path);
    try {
      give(Path.of("/proc/self/fd/" + fd), rights);
    } catch (UserPrincipalNotFoundException e) {
      throw refused(path, Errno.EINVAL, "there is no user or group '" + e.getName() + "'");
    } catch (IOException e) {
      String why = "only root can give it to another user, or to a group that it is not in: ";
      throw refused(path, Errno.EACCES, why + e.getMessage());
    } finally {
      LibC.close(fd);
    }
  }

  /** Who can put a link into the way would have root give away another socket. */
  private static void requireRootsWay(String path) throws OsException {
    if (LibC.getuid() == 0 && !onRootsWay(path)) {
      throw refused(
          path, Errno.EACCES, "others than root can write in its folder, or in one above");
    }
  }

  /** Removes it. As root only where nobody else can have put a link into the way; elsewhere it is left, and bind(2) tells. */
  static void remove(String path) {
    if (LibC.getuid() != 0 || onRootsWay(path)) {
      LibC.unlink(CString.of(path));
    }
  }

  private static boolean onRootsWay(String path) {
    try {
      return RootsWay.to(Path.of(path).toAbsolutePath().getParent()).isPresent();
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }

  private static void give(Path held, SocketRights rights) throws IOException {
    int mode = (Integer) Files.getAttribute(held, "unix:mode");
    if ((mode & S_IFMT) != S_IFSOCK) {
      throw new IOException("it is no socket any more");
    }
    UserPrincipalLookupService users = held.getFileSystem().getUserPrincipalLookupService();
    PosixFileAttributeView file = Files.getFileAttributeView(held, PosixFileAttributeView.class);
    if (rights.user().isPresent()) {
      file.setOwner(users.lookupPrincipalByName(rights.user().get()));
    }
    if (rights.group().isPresent()) {
      file.setGroup(users.lookupPrincipalByGroupName(rights.group().get()));
    }
    file.setPermissions(permissions(rights.mode().orElse(OpenFlags.PRIVATE_FILE)));
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values(); // from the owner's reading on
    for (int i = 0; i < all.length; i++) {
      if ((mode & (0400 >> i)) != 0) {
        permissions.add(all[i]);
      }
    }
    return permissions;
  }

  private static OsException refused(String path, int errno, String why) {
    return new OsException("cannot set mode and owner of socket", path, errno, why);
  }
}

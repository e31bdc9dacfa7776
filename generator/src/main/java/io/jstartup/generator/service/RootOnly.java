package io.jstartup.generator.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Tells whether nobody but root can put something else in a file's place. */
public final class RootOnly {
  private RootOnly() {}

  /**
   * Whether root may open this file of a list of apps to append to it, for the user who wrote the list. Who is not root must have the
   * file already: they could else name any file of root's.
   */
  public static boolean mayAppend(Path file, int uid) {
    return decides(file) && (uid == 0 || isOwn(file, uid));
  }

  private static boolean isOwn(Path file, int uid) {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(uid)
          && Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS).equals(1);
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether its folder is there and, like all above it, as written and as links lead, can be written by root alone. */
  private static boolean decides(Path file) {
    try {
      Path folder = file.getParent();
      return folder != null && chain(folder) && chain(folder.toRealPath()) && !isLink(file);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isLink(Path file) {
    return Files.isSymbolicLink(file);
  }

  private static boolean chain(Path folder) throws IOException {
    for (Path place = folder; place != null; place = place.getParent()) {
      if (!isRoots(place)) {
        return false;
      }
    }
    return true;
  }

  /** A link's own permissions say nothing: its folder's do. */
  private static boolean isRoots(Path place) throws IOException {
    if (!Files.getAttribute(place, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(0)) {
      return false;
    }
    if (isLink(place)) {
      return true;
    }
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(place);
    return !mode.contains(PosixFilePermission.GROUP_WRITE)
        && !mode.contains(PosixFilePermission.OTHERS_WRITE);
  }
}

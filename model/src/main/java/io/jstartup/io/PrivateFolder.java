package io.jstartup.io;

import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A folder of the caller's own, for files that are private each for itself. It is made with mode 0700; one that was there before may be
 * open to readers, because that gives them names at most, but to no writers: who can write the folder can replace what is in it.
 */
public final class PrivateFolder {
  private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rwx------");

  private static final Set<PosixFilePermission> FOREIGN_WRITERS =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private PrivateFolder() {}

  /**
   * Makes the folder, and those above it, with mode 0700, or checks the one that is there. A symbolic link to such a folder will do.
   *
   * @throws ProblemsException when it can't be made, is no folder, is another user's or others can write it
   */
  public static void ensure(Path folder) {
    try {
      if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        make(folder);
      }
    } catch (IOException e) {
      Problem problem = new Problem("cannot make folder '" + folder + "'", Reason.of(e));
      throw new ProblemsException(problem, e);
    }
    check(folder);
  }

  /** As {@link #ensure}, for a folder that must be there. */
  public static void check(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        throw refused(folder, "it is not a folder", "move it away or choose another one");
      }
      int owner = (Integer) Files.getAttribute(folder, "unix:uid");
      int caller = CallerIds.uid();
      if (owner != caller) {
        throw refused(
            folder,
            "it belongs to user " + owner + " and this is user " + caller,
            "run this as its owner or choose another one");
      }
      Set<PosixFilePermission> mode = Files.getPosixFilePermissions(folder);
      if (!Collections.disjoint(mode, FOREIGN_WRITERS)) {
        throw refused(
            folder,
            "other users can write it (" + PosixFilePermissions.toString(mode) + ")",
            "close it with: chmod 700 '" + folder + "'");
      }
    } catch (IOException e) {
      Problem problem = new Problem("cannot check folder '" + folder + "'", Reason.of(e));
      throw new ProblemsException(problem, e);
    }
  }

  private static void make(Path folder) throws IOException {
    Path above = folder.toAbsolutePath().getParent();
    if (above != null && !Files.exists(above)) {
      make(above);
    }
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(MODE));
    } catch (FileAlreadyExistsException e) {
      return; // by another process, just now; the check tells whether it is good
    }
  }

  private static ProblemsException refused(Path folder, String why, String remedy) {
    return new ProblemsException("cannot use folder '" + folder + "'", why, remedy);
  }
}

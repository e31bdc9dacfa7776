package io.jstartup.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes folders that only their owner can read. Those that exist stay as they are. */
public final class Folders {
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private Folders() {}

  public static void make(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, PRIVATE);
    }
  }

  /** The folder that this file is to be in. */
  public static void makeParent(String file) throws IOException {
    try {
      Path parent = Path.of(file).getParent();
      if (parent != null) {
        make(parent);
      }
    } catch (FileSystemException e) {
      throw new IOException("cannot make the folder of '" + file + "': " + reason(e), e);
    } catch (InvalidPathException e) {
      throw new IOException("'" + file + "' is no usable path: " + e.getReason(), e);
    }
  }

  /** Java's own message is often no more than the path. */
  private static String reason(FileSystemException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied for '" + e.getFile() + "'";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "'" + e.getFile() + "' is no folder";
    }
    String why = e.getReason() == null ? "no folder can be made there" : e.getReason();
    return why + ", '" + e.getFile() + "'";
  }
}

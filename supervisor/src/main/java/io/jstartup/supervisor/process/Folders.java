package io.jstartup.supervisor.process;

import java.io.IOException;
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
  static void makeParent(String file) throws IOException {
    try {
      Path parent = Path.of(file).getParent();
      if (parent != null) {
        make(parent);
      }
    } catch (InvalidPathException e) {
      throw new IOException("'" + file + "' is no usable path: " + e.getReason(), e);
    }
  }
}

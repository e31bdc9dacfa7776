package io.jstartup.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * Replaces whole files so that whoever opens one, at any time and after any crash, finds the old content or the new one, never a part.
 * There is no other way to fall back to: what can't be done like this fails. A symbolic link at the path is replaced, not followed.
 * Two writers of one path do not harm the file; the later one wins. Safe for use by several threads.
 */
public final class DurableFile {
  /** 0600. */
  public static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private static final DurableFile SYSTEM = new DurableFile(FileSteps.SYSTEM);

  /** Made at the first write only: a process that just reads is spared its 10 ms. */
  private static final class Unpredictable {
    static final SecureRandom RANDOM = new SecureRandom();
  }

  private final FileSteps steps;

  /** For tests that let a step fail; all others take {@link #system()}. */
  public DurableFile(FileSteps steps) {
    this.steps = steps;
  }

  public static DurableFile system() {
    return SYSTEM;
  }

  /** As {@link #replace(Path, byte[], Set)} with mode 0600. */
  public void replace(Path path, byte[] content) throws IOException {
    replace(path, content, OWNER_ONLY);
  }

  /**
   * Puts the content at the path; when this returns it outlasts a power cut. The mode is the file's own from its first moment on.
   *
   * @throws IOException and the old content stands as it was; only when the folder's own fsync failed it may be the new one
   */
  public void replace(Path path, byte[] content, Set<PosixFilePermission> mode) throws IOException {
    write(path, content, mode, true);
    steps.forceFolder(path.toAbsolutePath().getParent());
  }

  /** As whole as {@link #replace}, but without the two fsyncs: for state that nobody wants after a reboot. Mode 0600. */
  public void publish(Path path, byte[] content) throws IOException {
    write(path, content, OWNER_ONLY, false);
  }

  /** Gives a whole file another name on the same file system, in place of what had that name; durable when it returns. */
  public void move(Path path, Path other) throws IOException {
    steps.rename(path, other);
    steps.forceFolder(other.toAbsolutePath().getParent());
    steps.forceFolder(path.toAbsolutePath().getParent());
  }

  private void write(Path path, byte[] content, Set<PosixFilePermission> mode, boolean force)
      throws IOException {
    Path temporary = temporary(path);
    try {
      fill(temporary, content, mode, force);
      steps.rename(temporary, path);
    } catch (IOException | RuntimeException e) {
      removeTemporary(temporary, e);
      throw e;
    }
  }

  private void fill(Path file, byte[] content, Set<PosixFilePermission> mode, boolean force)
      throws IOException {
    try (FileChannel channel = steps.create(file, mode)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        steps.write(channel, bytes);
      }
      if (force) {
        steps.force(channel);
      }
    }
  }

  private static Path temporary(Path path) {
    byte[] random = new byte[8];
    Unpredictable.RANDOM.nextBytes(random);
    return path.resolveSibling(temporaryPrefix(path) + HexFormat.of().formatHex(random) + ".tmp");
  }

  private static String temporaryPrefix(Path path) {
    return "." + path.getFileName() + ".";
  }

  private static void removeTemporary(Path temporary, Exception failure) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Removes what writers of this path that were killed have left beside it. Nobody may be writing it meanwhile. */
  public static void sweepTemporaries(Path path) throws IOException {
    String prefix = temporaryPrefix(path);
    try (DirectoryStream<Path> folder =
        Files.newDirectoryStream(
            path.toAbsolutePath().getParent(),
            file -> isTemporary(prefix, file.getFileName().toString()))) {
      for (Path leftOver : folder) {
        Files.deleteIfExists(leftOver);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** Whether a file of this name, in the path's folder, is a writer's of it that isn't whole yet. */
  public static boolean isTemporaryOf(Path path, String name) {
    return isTemporary(temporaryPrefix(path), name);
  }

  private static boolean isTemporary(String prefix, String name) {
    return name.length() == prefix.length() + 20
        && name.startsWith(prefix)
        && name.endsWith(".tmp");
  }

  /** The mode from its nine letters: {@code rw-r--r--}. */
  public static Set<PosixFilePermission> mode(String letters) {
    return PosixFilePermissions.fromString(letters);
  }
}

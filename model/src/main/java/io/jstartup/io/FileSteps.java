package io.jstartup.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The few system calls that replace a file, one method each, so that a test can let any of them fail. */
public interface FileSteps {
  /** The real ones. */
  FileSteps SYSTEM = new FileSteps() {};

  /** open(2) with O_CREAT, O_EXCL and O_NOFOLLOW: the file is new, and its mode is this one whatever the umask. */
  default FileChannel create(Path file, Set<PosixFilePermission> mode) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(mode));
    try {
      Files.setPosixFilePermissions(file, mode);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** write(2); may write only a part. */
  default void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    channel.write(bytes);
  }

  /** fsync(2). */
  default void force(FileChannel channel) throws IOException {
    channel.force(true);
  }

  /** rename(2). */
  default void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /** fsync(2) of a folder, which makes the names in it durable. */
  default void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}

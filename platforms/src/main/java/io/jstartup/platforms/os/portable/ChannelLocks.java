package io.jstartup.platforms.os.portable;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Locks of fcntl(2): the kernel drops them when the process ends, and also when it closes <em>any</em> descriptor of that file. */
final class ChannelLocks {
  private ChannelLocks() {}

  /** Empty when another process has it. The lock is given up when what is returned is closed. */
  static Optional<AutoCloseable> tryLock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(CREATE, WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(channel);
      }
    } catch (OverlappingFileLockException ours) {
      // closing the channel here would drop the very lock that this process holds
      throw new IllegalStateException("this process has the lock of '" + file + "' already", ours);
    }
    channel.close();
    return Optional.empty();
  }
}

package io.jstartup.platforms.os.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Locks of fcntl(2): the kernel drops them when the process ends, and also when it closes <em>any</em> descriptor of that file; they
 * stay through execve(2). Not by Java's channels, because their descriptors can't be handed to another program.
 */
final class FileLocks {
  private static final int O_RDWR_CREATE = 0x42;
  private static final int F_SETLK = 6;
  private static final short F_WRLCK = 1;

  /** struct flock of 64-bit systems: two shorts, two long offsets, a pid; all zero but the type: the whole file. */
  private static final int FLOCK_SIZE = 32;

  private static final Set<Path> HELD = new HashSet<>();

  private FileLocks() {}

  /** A lock that is held until it is closed. */
  static final class Lock implements AutoCloseable {
    private final int fd;
    private final Path file;
    private boolean closed;

    private Lock(int fd, Path file) {
      this.fd = fd;
      this.file = file;
    }

    int fd() {
      return fd;
    }

    @Override
    public void close() {
      synchronized (HELD) {
        if (!closed) {
          closed = true;
          HELD.remove(file);
          LibC.close(fd);
        }
      }
    }
  }

  static Optional<AutoCloseable> tryLock(Path file) throws IOException {
    synchronized (HELD) {
      if (HELD.contains(file)) {
        // closing a second descriptor would drop the very lock that this process holds
        throw new IllegalStateException("this process has the lock of '" + file + "' already");
      }
      int fd =
          LibC.open(
              CString.of(file.toString()),
              O_RDWR_CREATE | OpenFlags.CLOSE_ON_EXEC,
              OpenFlags.PRIVATE_FILE);
      if (fd < 0) {
        throw failed("open", file, Errno.last());
      }
      return locked(fd, file);
    }
  }

  private static Optional<AutoCloseable> locked(int fd, Path file) throws IOException {
    NativeBuffer lock = new NativeBuffer(FLOCK_SIZE);
    lock.bytes.putShort(0, F_WRLCK);
    if (LibC.fcntl(fd, F_SETLK, lock.address) == 0) {
      return Optional.of(held(fd, file));
    }
    int errno = Errno.last();
    LibC.close(fd);
    if (errno == Errno.EAGAIN || errno == Errno.EACCES) {
      return Optional.empty();
    }
    throw failed("lock", file, errno);
  }

  /** The lock that this process holds by that descriptor. */
  static Lock held(int fd, Path file) {
    synchronized (HELD) {
      HELD.add(file);
      return new Lock(fd, file);
    }
  }

  private static IOException failed(String verb, Path file, int errno) {
    return new IOException("cannot " + verb + " '" + file + "': " + Errno.text(errno));
  }
}

package io.jstartup.dump;

import io.jstartup.io.DurableFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Held by the one process, and the one thread in it, that changes the saved list. The kernel lets go of it when its holder dies
 * (fcntl(2), advisory record locks).
 */
final class SaveLock implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 20;

  /** The file's lock is the process's, so threads need one more. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final FileChannel channel;

  private SaveLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits for its turn, 10 s at most.
   *
   * @throws IOException when another one keeps it for longer, or the file can't be opened
   */
  static SaveLock take(Path file) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      if (!THREADS.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy(file);
      }
      return locked(file, deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for '" + file + "'", e);
    }
  }

  private static SaveLock locked(Path file, long deadline)
      throws IOException, InterruptedException {
    FileChannel channel = null;
    try {
      channel = open(file);
      FileLock lock = channel.tryLock();
      while (lock == null) {
        if (System.nanoTime() > deadline) {
          throw busy(file);
        }
        Thread.sleep(POLL_MILLIS);
        lock = channel.tryLock();
      }
      return new SaveLock(channel);
    } catch (IOException | RuntimeException | InterruptedException e) {
      THREADS.unlock();
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
        PosixFilePermissions.asFileAttribute(DurableFile.OWNER_ONLY));
  }

  private static IOException busy(Path file) {
    return new IOException("another jstartup is saving and holds the lock '" + file + "'");
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      THREADS.unlock();
    }
  }
}

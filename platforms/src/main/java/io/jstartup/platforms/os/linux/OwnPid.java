package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.OsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Tells a child its own pid in an environment that posix_spawn(3) fixes before there is a child.
 *
 * <p>Until it executes, such a child shares this process's memory, the strings of its environment too, and the thread that spawns is
 * held: CLONE_VM and CLONE_VFORK of clone(2), in glibc and musl alike. As its first file actions the child opens two FIFOs, each of
 * which waits for its other end, fifo(7). When the first opens, another thread here finds the child and writes the pid; then that
 * opens the second one. Whether the right pid was written is checked by the caller, who knows it in the end: {@link #told}.
 */
final class OwnPid implements AutoCloseable {
  private static final int O_WRONLY = 1;
  private static final int O_PATH = 0x20_0000;
  private static final long PAUSE_NANOS = 1_000_000;

  private final byte[] ownCommand;
  private final Path children;
  private final IntConsumer writer;
  private final Thread thread = new Thread(this::meet, "own pid");
  private final int came;
  private final int goes;
  private volatile boolean over;
  private volatile int told;

  private OwnPid(int came, int goes, IntConsumer writer) throws IOException {
    this.came = came;
    this.goes = goes;
    this.writer = writer;
    this.ownCommand = Files.readAllBytes(Path.of("/proc/self/cmdline"));
    Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
    this.children = Path.of("/proc").resolve(self).resolve("children");
  }

  /**
   * Waits, on a thread of its own, for the child that the calling thread spawns next.
   *
   * @param writer puts a pid into the child's environment
   */
  static OwnPid await(IntConsumer writer) throws OsException {
    return await(writer, Thread::start);
  }

  static OwnPid await(IntConsumer writer, Consumer<Thread> starter) throws OsException {
    int came = -1;
    int goes = -1;
    OwnPid own = null;
    try {
      came = fifo();
      goes = fifo();
      OwnPid made = new OwnPid(came, goes, writer);
      made.thread.setDaemon(true);
      starter.accept(made.thread);
      own = made;
      return made;
    } catch (IOException e) {
      throw new OsException("cannot make", "a FIFO", 0, e.toString());
    } catch (OutOfMemoryError e) { // the system lets this process have no more threads
      throw new OsException("cannot start", "a thread", Errno.EAGAIN, e.getMessage());
    } finally {
      if (own == null) {
        LibC.close(came);
        LibC.close(goes);
      }
    }
  }

  /** One without a name, which whoever runs the child may open. */
  private static int fifo() throws IOException {
    Path folder = Files.createTempDirectory("jstartup-");
    Path file = folder.resolve("fifo");
    try {
      if (LibC.mkfifo(CString.of(file.toString()), OpenFlags.PRIVATE_FILE) != 0) {
        throw new IOException("cannot make '" + file + "': " + Errno.text(Errno.last()));
      }
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
      int fd = LibC.open(CString.of(file.toString()), O_PATH | OpenFlags.CLOSE_ON_EXEC, 0);
      if (fd < 0) {
        throw new IOException("cannot open '" + file + "': " + Errno.text(Errno.last()));
      }
      return fd;
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  /** What the child opens for reading, in this order. */
  byte[] firstGate() {
    return gate(came);
  }

  byte[] secondGate() {
    return gate(goes);
  }

  private static byte[] gate(int fd) {
    return CString.of("/proc/self/fd/" + fd);
  }

  private void meet() {
    int first = meetAt(came);
    try {
      if (!over) {
        tell();
      }
    } catch (IOException e) {
      told = 0; // the caller sees that it isn't the child's
    } finally {
      int second = meetAt(goes);
      LibC.close(second);
      LibC.close(first);
    }
  }

  /** Without a descriptor to spare, the child, and who spawns it, would wait for ever: tries again until there is one. */
  private int meetAt(int fifo) {
    int fd = LibC.open(gate(fifo), O_WRONLY | OpenFlags.CLOSE_ON_EXEC, 0);
    while (fd < 0 && !over) {
      LockSupport.parkNanos(PAUSE_NANOS);
      fd = LibC.open(gate(fifo), O_WRONLY | OpenFlags.CLOSE_ON_EXEC, 0);
    }
    return fd;
  }

  /** Among the spawning thread's children only the one that still shares our memory has our command line. */
  private void tell() throws IOException {
    String[] pids = Files.readString(children, StandardCharsets.US_ASCII).trim().split(" ");
    for (int i = pids.length - 1; i >= 0; i--) {
      if (isTwin(pids[i])) {
        int pid = Integer.parseInt(pids[i]);
        writer.accept(pid);
        told = pid;
        return;
      }
    }
  }

  private boolean isTwin(String pid) {
    try {
      byte[] command = Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline"));
      return Arrays.equals(command, ownCommand);
    } catch (IOException e) {
      return false; // an older one that has just gone
    }
  }

  /** The pid that was written; 0: none. */
  int told() {
    return told;
  }

  /** When the child has executed, or there is none: a thread that still waits for it stops. */
  @Override
  public void close() {
    over = true;
    int flags = OpenFlags.NON_BLOCKING | OpenFlags.CLOSE_ON_EXEC;
    int first = LibC.open(gate(came), flags, 0);
    int second = LibC.open(gate(goes), flags, 0);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    for (int fd : new int[] {first, second, came, goes}) {
      LibC.close(fd);
    }
  }
}

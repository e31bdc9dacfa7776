package io.jstartup.supervisor.output;

import io.jstartup.model.exec.RunAs;
import io.jstartup.platforms.os.OperatingSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** One log that spools are written to; several may share it. For the writer's thread. */
final class Log {
  private static final long FIRST_RETRY_NANOS = 500_000_000L;
  private static final long LONGEST_RETRY_NANOS = 30_000_000_000L;

  private final Path file;
  private final Optional<RunAs> user;
  private final OperatingSystem os;
  private final Consumer<String> events;
  private FileChannel channel;
  private Spool holder;
  private String failure = "";
  private long retryNanos;
  private long retryAt;

  Log(Path file, Optional<RunAs> user, OperatingSystem os, Consumer<String> events) {
    this.file = file;
    this.user = user;
    this.os = os;
    this.events = events;
  }

  Path file() {
    return file;
  }

  /** The spool that is in the middle of a line here; null: none is. */
  Spool holder() {
    return holder;
  }

  void hold(Spool spool) {
    holder = spool;
  }

  void release(Spool spool) {
    if (holder == spool) {
      holder = null;
    }
  }

  /** Whether it failed, and it is too early to try again. */
  boolean resting(long nowNanos) {
    return failing() && retryAt - nowNanos > 0;
  }

  boolean failing() {
    return !failure.isEmpty();
  }

  long retryAt() {
    return retryAt;
  }

  /** Writes as much as there is room for; false: the rest is left, and the supervisor's log says why. */
  boolean write(ByteBuffer bytes) {
    try {
      if (channel == null) {
        LogFolder.make(file, user);
        channel = os.openLog(file, user);
      }
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      if (failing()) {
        events.accept("log '" + file + "' can be written again");
        failure = "";
        retryNanos = 0;
      }
      return true;
    } catch (IOException e) {
      fail(e);
      return false;
    }
  }

  /**
   * Sees to it that the next byte begins a line. Nothing happens to a log that is not there.
   *
   * @param killed a predecessor may have left half of a line, which is written again
   */
  void startLine(boolean killed) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (FileChannel log = os.openLog(file, user)) {
      if (HalfLine.end(file, log, killed) && killed) {
        events.accept("log '" + file + "' ended in half a line; it is written again");
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  private void fail(IOException e) {
    close();
    String why = e.getMessage() == null ? e.toString() : e.getMessage();
    if (!why.equals(failure)) {
      events.accept(
          "cannot write log '"
              + file
              + "': "
              + why
              + "; what the app writes is kept in '.spool' of the home's logs until it can be written");
    }
    failure = why;
    retryNanos = Math.min(LONGEST_RETRY_NANOS, Math.max(FIRST_RETRY_NANOS, retryNanos * 2));
    retryAt = System.nanoTime() + retryNanos;
  }

  /** The next write opens it anew. */
  void close() {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        events.accept("closing log '" + file + "': " + e.getMessage());
      }
      channel = null;
    }
  }
}

package io.jstartup.supervisor.watch;

import io.jstartup.supervisor.loop.EventLoop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * Gathers the changes of one tree until nothing has changed for a while: a checkout of thousands of files is one restart. One that
 * never ends, such as a file that is written all the time, is told after {@link #LONGEST}.
 */
final class Watch {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final EventLoop loop;
  private final Executor caughtUp;
  private final Duration quiet;
  private final BiConsumer<Path, Integer> told;
  private final AtomicInteger count = new AtomicInteger();
  private volatile Path first;
  private volatile long lastNanos;
  private long beganNanos;
  private boolean closed;

  /**
   * Nothing has changed yet.
   *
   * @param caughtUp runs a task once all changes that have happened are told here: who walks a large folder is behind, and what is
   *     only silent for that is not quiet
   * @param told gets the first file that changed, and how many changes there were; on the loop's thread
   */
  Watch(EventLoop loop, Executor caughtUp, Duration quiet, BiConsumer<Path, Integer> told) {
    this.loop = loop;
    this.caughtUp = caughtUp;
    this.quiet = quiet;
    this.told = told;
  }

  /** Any thread. */
  void changed(Path file) {
    lastNanos = loop.clock().nanos();
    if (count.getAndIncrement() == 0) {
      first = file;
      loop.post(this::begin);
    }
  }

  private void begin() {
    beganNanos = loop.clock().nanos();
    loop.after(quiet, this::look);
  }

  private void look() {
    if (!goesOn()) {
      caughtUp.execute(() -> loop.post(this::tell));
    }
  }

  /** Whether it isn't quiet yet; then it is looked at again when it may be. */
  private boolean goesOn() {
    long now = loop.clock().nanos();
    Duration rest = quiet.minusNanos(now - lastNanos);
    boolean tooLong = now - beganNanos > Math.max(LONGEST.toNanos(), 2 * quiet.toNanos());
    boolean goesOn = !rest.isNegative() && !rest.isZero() && !tooLong;
    if (goesOn) {
      loop.after(rest, this::look);
    }
    return goesOn;
  }

  private void tell() {
    if (goesOn()) {
      return;
    }
    Path file = first;
    int changes = count.getAndSet(0);
    if (!closed) {
      told.accept(file, changes);
    }
  }

  /** Nothing is told after this. On the loop's thread. */
  void close() {
    closed = true;
  }
}

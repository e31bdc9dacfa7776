package io.jstartup.supervisor.log.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A follower in a thread of its own, and the bytes that it passes on. Parts of lines are joined. */
final class Followed implements AutoCloseable, LineSink {
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final Thread thread;
  private Throwable failure;
  private boolean live;
  private long lost;
  volatile Collection<LogSource> sources;

  Followed(long lines, LogSource... sources) {
    this.sources = List.of(sources);
    this.thread = new Thread(() -> run(lines));
    thread.start();
  }

  static LogSource source(Path file) {
    return new LogSource(file, 0, "app", false);
  }

  private Path folder() {
    return sources.iterator().next().file().getParent();
  }

  private void run(long lines) {
    try (LogFollower follower = new LogFollower(Cutter.notes(folder()), this)) {
      follower.history(sources, lines);
      follower.follow(folder(), () -> sources);
    } catch (InterruptedException | java.nio.channels.ClosedByInterruptException e) {
      return;
    } catch (IOException | RuntimeException e) {
      synchronized (this) {
        failure = e;
      }
    }
  }

  @Override
  public synchronized void line(LogSource source, byte[] bytes, int from, int to, boolean ended) {
    text.write(bytes, from, to - from);
    if (ended) {
      text.write('\n');
    }
  }

  @Override
  public synchronized void lost(LogSource source, long bytes) {
    lost += bytes;
  }

  @Override
  public synchronized void live() {
    live = true;
  }

  synchronized boolean isLive() {
    return live;
  }

  synchronized long lost() {
    return lost;
  }

  synchronized byte[] bytes() {
    if (failure != null) {
      throw new AssertionError(failure);
    }
    return text.toByteArray();
  }

  synchronized int size() {
    return text.size();
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  Followed awaitLive() throws InterruptedException {
    await(this::isLive);
    return this;
  }

  void awaitText(String wanted) throws InterruptedException {
    await(() -> text().equals(wanted));
  }

  void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        String seen = text();
        throw new AssertionError(
            "in vain; seen: "
                + seen.length()
                + " characters, "
                + lost()
                + " lost, begin: "
                + seen.substring(0, Math.min(500, seen.length())));
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}

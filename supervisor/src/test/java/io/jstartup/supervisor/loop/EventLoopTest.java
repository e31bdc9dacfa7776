package io.jstartup.supervisor.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.platforms.os.ConnectionHandler;
import io.jstartup.platforms.os.Exit;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EventLoopTest {
  private final FakePoller poller = new FakePoller();
  private final List<Throwable> failures = new ArrayList<>();
  private final List<String> seen = new ArrayList<>();
  private final EventLoop loop = new EventLoop(poller, () -> poller.now, failures::add);

  @Test
  void firesTimersInOrderOfTimeThenOfPlanning() throws OsException {
    loop.after(Duration.ofMillis(20), () -> seen.add("late"));
    loop.after(Duration.ofMillis(10), () -> seen.add("first"));
    loop.after(Duration.ofMillis(10), () -> seen.add("second"));
    loop.after(Duration.ofMillis(30), loop::stop);
    loop.run();
    assertEquals(List.of("first", "second", "late"), seen);
    assertEquals(30_000_000, poller.now);
  }

  @Test
  void neverFiresACancelledTimer() throws OsException {
    Timer timer = loop.after(Duration.ofMillis(10), () -> seen.add("cancelled"));
    loop.after(Duration.ofMillis(5), timer::cancel);
    loop.after(Duration.ofMillis(20), loop::stop);
    loop.run();
    assertEquals(List.of(), seen);
  }

  @Test
  void keepsFewTimersThatAreCancelled() throws OsException {
    loop.after(Duration.ofMillis(20), () -> seen.add("stays"));
    for (int i = 0; i < 10_000; i++) {
      Timer timer = loop.after(Duration.ofDays(1), () -> seen.add("cancelled"));
      timer.cancel();
      timer.cancel();
    }
    assertTrue(loop.planned() < 200, loop.planned() + " timers");
    loop.after(Duration.ofMillis(30), loop::stop);
    loop.run();
    assertEquals(List.of("stays"), seen);
  }

  @Test
  void sleepsWithoutLimitWhenNothingIsPlanned() throws OsException {
    loop.after(Duration.ofMillis(10), () -> seen.add("cancelled")).cancel();
    poller.whenIdle = loop::stop;
    loop.run();
    assertNull(poller.lastWait);
  }

  @Test
  void outlivesCallbacksThatThrow() throws OsException {
    loop.post(
        () -> {
          throw new IllegalStateException("task");
        });
    loop.after(
        Duration.ZERO,
        () -> {
          throw new StackOverflowError();
        });
    loop.after(Duration.ofMillis(5), loop::stop);
    loop.run();
    assertEquals(2, failures.size());
  }

  @Test
  void endsWhenThePollerIsBrokenForGood() {
    poller.broken = true;
    assertThrows(OsException.class, loop::run);
  }

  @Test
  void runsWhatATurnEndPostsInTheNextTurn() throws OsException {
    loop.atTurnEnd(
        () -> {
          if (seen.isEmpty()) {
            seen.add("end");
            loop.post(() -> seen.add("posted"));
            loop.post(loop::stop);
          }
        });
    loop.post(() -> {});
    loop.run();
    assertEquals(List.of("end", "posted"), seen);
  }

  @Test
  void doesWhatCanWaitOnceNothingElseHappensAndNotInItsSleep() throws OsException {
    List<String> waiting = new ArrayList<>(List.of("line"));
    loop.whenIdle(
        () -> !waiting.isEmpty(),
        () -> {
          seen.addAll(waiting);
          waiting.clear();
        });
    loop.atTurnEnd(() -> seen.add("turn"));
    loop.post(() -> seen.add("posted"));
    poller.happening = 3;
    poller.whenIdle = loop::stop;
    loop.run();
    assertEquals(List.of("posted", "turn", "turn", "turn", "turn", "line", "turn"), seen);
    assertNull(poller.lastWait);
  }

  /** Time passes only by waiting. */
  private static final class FakePoller implements Poller {
    long now;
    Duration lastWait = Duration.ZERO;
    Runnable whenIdle = () -> {};
    boolean broken;
    int happening;

    @Override
    public boolean await(Duration longest) throws OsException {
      if (broken) {
        throw new OsException("epoll_wait", "", 9, "bad file descriptor");
      }
      lastWait = longest;
      if (longest == null) {
        whenIdle.run();
      } else {
        now += longest.toNanos();
      }
      return happening-- > 0;
    }

    @Override
    public void watchExit(ManagedProcess process, Consumer<Exit> onExit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public AutoCloseable listen(Path socket, ConnectionHandler handler) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void wakeUp() {}

    @Override
    public void close() {}
  }
}

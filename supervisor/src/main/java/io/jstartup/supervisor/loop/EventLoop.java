package io.jstartup.supervisor.loop;

import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The one thread that owns all state of the supervisor. A turn runs what is due (timers, tasks posted from other threads, callbacks of
 * the poller) and then the turn's ends, in the order they were added: what must happen once for all changes of a turn. It sleeps
 * without limit when nothing is planned. A callback that throws is logged and harms nobody else.
 */
public final class EventLoop {
  /** A poller that fails this often in a row won't recover: better a successor than a busy loop. */
  private static final int MOST_FAILURES = 100;

  /** So few that are cancelled are not worth a sweep. */
  private static final int FEW_CANCELLED = 64;

  private final Poller poller;
  private final MonotonicClock clock;
  private final Consumer<Throwable> failures;
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private final Object lock = new Object();
  private Queue<Runnable> posted = new ArrayDeque<>();
  private final List<Runnable> turnEnds = new ArrayList<>();
  private final Runnable whenCancelled = this::sweepCancelled;
  private BooleanSupplier idleWork = () -> false;
  private Runnable whenIdle = () -> {};
  private long timerSequence;
  private int cancelled;
  private boolean stopped;

  /**
   * A loop that waits on this poller.
   *
   * @param failures is told what a callback threw
   */
  public EventLoop(Poller poller, MonotonicClock clock, Consumer<Throwable> failures) {
    this.poller = poller;
    this.clock = clock;
    this.failures = failures;
  }

  public MonotonicClock clock() {
    return clock;
  }

  /** Runs it once, not before this time has passed. */
  public Timer after(Duration delay, Runnable callback) {
    Timer timer =
        new Timer(clock.nanos() + delay.toNanos(), timerSequence++, callback, whenCancelled);
    timers.add(timer);
    return timer;
  }

  /** An app may have one timer after another planned and cancelled: they must not stay until they would have been due. */
  private void sweepCancelled() {
    cancelled++;
    if (cancelled > FEW_CANCELLED && cancelled > timers.size() / 2) {
      timers.removeIf(Timer::cancelled);
      cancelled = 0;
    }
  }

  /** How many are kept, cancelled ones too. */
  int planned() {
    return timers.size();
  }

  /** Runs it on the loop's thread, soon. Any thread. */
  public void post(Runnable task) {
    synchronized (lock) {
      posted.add(task);
    }
    poller.wakeUp();
  }

  /** Runs at the end of each turn. */
  public void atTurnEnd(Runnable callback) {
    turnEnds.add(callback);
  }

  /**
   * Runs before a sleep, while there is something for it to do: what is less urgent than all that happens.
   *
   * @param wanted whether there is
   */
  public void whenIdle(BooleanSupplier wanted, Runnable callback) {
    idleWork = wanted;
    whenIdle = callback;
  }

  /** {@link #run} returns after this turn. */
  public void stop() {
    stopped = true;
  }

  /** Runs turns on the calling thread until {@link #stop}. */
  public void run() throws OsException {
    int failed = 0;
    while (!stopped) {
      try {
        turn();
        failed = 0;
      } catch (OsException | RuntimeException | OutOfMemoryError e) {
        failures.accept(e);
        if (++failed == MOST_FAILURES) {
          throw e;
        }
      }
    }
  }

  private void turn() throws OsException {
    boolean waiting = idleWork.getAsBoolean();
    boolean happened = poller.await(waiting ? Duration.ZERO : untilNext());
    happened |= runPosted();
    happened |= runTimers();
    for (Runnable end : turnEnds) {
      guarded(end);
    }
    if (waiting && !happened) {
      guarded(whenIdle);
    }
  }

  private Duration untilNext() {
    synchronized (lock) {
      if (!posted.isEmpty()) {
        return Duration.ZERO;
      }
    }
    while (!timers.isEmpty() && timers.peek().cancelled()) {
      timers.poll();
      cancelled--;
    }
    if (timers.isEmpty()) {
      return null;
    }
    return Duration.ofNanos(Math.max(0, timers.peek().dueNanos - clock.nanos()));
  }

  /** Whether there was any. */
  private boolean runPosted() {
    Queue<Runnable> tasks;
    synchronized (lock) {
      if (posted.isEmpty()) {
        return false;
      }
      tasks = posted;
      posted = new ArrayDeque<>();
    }
    tasks.forEach(this::guarded);
    return true;
  }

  /** Whether any was due. */
  private boolean runTimers() {
    boolean due = false;
    long now = clock.nanos();
    while (!timers.isEmpty() && timers.peek().dueNanos - now <= 0) {
      due = true;
      Runnable callback = timers.poll().take();
      if (callback == null) {
        cancelled--;
      } else {
        guarded(callback);
      }
    }
    return due;
  }

  /** Runs it; what it throws goes to the log. For callbacks that the poller calls. */
  public void guarded(Runnable callback) {
    try {
      callback.run();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      failures.accept(e);
    }
  }
}

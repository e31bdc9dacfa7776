package io.jstartup.supervisor.call;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Questions over the network, however many at once, on one thread: it comes with the first and goes when none has been asked for a
 * while. So many connections are open at a time; who comes then waits for one, in order. Any thread may ask.
 */
public final class Calls {
  private static final long IDLE_NANOS = 20_000_000_000L;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long STACK_BYTES = 256 * 1024;

  private final String name;
  private final int most;
  private final Names names = new Names();
  private final Set<Call> all = new LinkedHashSet<>();
  private final Queue<Call> waiting = new ArrayDeque<>();
  private long idleSince;

  private final Object lock = new Object();
  private List<Runnable> inbox = new ArrayList<>();
  private Selector selector;

  /**
   * @param name of its thread
   * @param most so many connections at a time
   */
  public Calls(String name, int most) {
    this.name = name;
    this.most = most;
  }

  /**
   * Asks, once.
   *
   * @param told hears the answer when the time is over at the latest, on any thread
   */
  public Call begin(Inquiry inquiry, Duration timeout, Consumer<Answer> told) {
    Call call = new Call(this, inquiry, timeout, told);
    try {
      post(() -> take(call));
    } catch (IOException e) {
      call.failed(e);
    }
    return call;
  }

  void giveUp(Call call) {
    synchronized (lock) {
      if (selector != null) {
        inbox.add(call::end);
        selector.wakeup();
      }
    }
  }

  private void post(Runnable task) throws IOException {
    synchronized (lock) {
      if (selector == null) {
        start();
      }
      inbox.add(task);
      selector.wakeup();
    }
  }

  private void start() throws IOException {
    Selector fresh = Selector.open();
    Thread thread = new Thread(null, () -> run(fresh), name, STACK_BYTES);
    thread.setDaemon(true);
    try {
      thread.start();
      selector = fresh;
    } catch (OutOfMemoryError e) {
      fresh.close();
      throw new IOException("no thread can be started: " + e.getMessage(), e);
    }
  }

  private void run(Selector own) {
    idleSince = System.nanoTime();
    try {
      while (!idle(own)) {
        own.select(this::ready, pauseMillis());
        runInbox();
        lookAround(own);
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      fail(own, e);
    }
  }

  private void ready(SelectionKey key) {
    ((Call) key.attachment()).ready(key);
  }

  private void take(Call call) {
    all.add(call);
    Optional<InetAddress> known = call.inquiry().address();
    if (known.isPresent()) {
      found(call, known);
      return;
    }
    names.find(call.inquiry().host(), address -> later(() -> found(call, address)));
  }

  private void found(Call call, Optional<InetAddress> address) {
    if (address.isEmpty()) {
      call.failed(new UnknownHostException("nothing is known by that name"));
    } else if (!call.over()) {
      call.foundAt(address.get());
      waiting.add(call);
    }
  }

  private void later(Runnable task) {
    try {
      post(task);
    } catch (IOException e) {
      return; // who asked was told when the time was over
    }
  }

  private void runInbox() {
    List<Runnable> tasks;
    synchronized (lock) {
      tasks = inbox;
      inbox = new ArrayList<>();
    }
    tasks.forEach(Runnable::run);
  }

  private void lookAround(Selector own) {
    long now = System.nanoTime();
    for (Call call : all) {
      if (!call.over() && call.leftNanos(now) <= 0) {
        call.late();
      }
    }
    idleSince = all.isEmpty() ? idleSince : now;
    all.removeIf(Call::over);
    waiting.removeIf(Call::over);
    long open = all.stream().filter(Call::connecting).count();
    while (open < most && !waiting.isEmpty()) {
      waiting.remove().connect(own);
      open++;
    }
  }

  private long pauseMillis() {
    long now = System.nanoTime();
    long least = IDLE_NANOS;
    for (Call call : all) {
      least = Math.min(least, call.over() ? 0 : call.leftNanos(now));
    }
    return Math.max(1, (least + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
  }

  private boolean idle(Selector own) throws IOException {
    synchronized (lock) {
      boolean over =
          all.isEmpty() && inbox.isEmpty() && System.nanoTime() - idleSince >= IDLE_NANOS;
      if (over) {
        selector = null;
        own.close();
      }
      return over;
    }
  }

  /** With it go all that are on their way. */
  private void fail(Selector own, Throwable failure) {
    synchronized (lock) {
      selector = null; // whatever comes of the rest, the next call finds another thread
      try {
        runInbox();
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
      all.forEach(call -> call.failed(failure));
      all.clear();
      waiting.clear();
    }
    try {
      own.close();
    } catch (IOException e) {
      return; // it failed before
    }
  }
}

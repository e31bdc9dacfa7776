package io.jstartup.supervisor.call;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks names up, which may take many seconds and can't be given up: on a few threads of its own, and each name once at a time, however
 * often it is asked for. Any thread.
 */
final class Names {
  private static final int THREADS = 4;
  private static final int IDLE_SECONDS = 20;
  private static final long STACK_BYTES = 256 * 1024;

  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Names::thread);
  private final Map<String, List<Consumer<Optional<InetAddress>>>> asked = new HashMap<>();

  Names() {
    pool.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(null, task, "name", STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }

  /** @param told hears of the address, on another thread; empty: the name has none */
  void find(String host, Consumer<Optional<InetAddress>> told) {
    synchronized (asked) {
      List<Consumer<Optional<InetAddress>>> waiting = asked.get(host);
      if (waiting != null) {
        waiting.add(told);
        return;
      }
      asked.put(host, new ArrayList<>(List.of(told)));
    }
    try {
      pool.execute(() -> tell(host, look(host)));
    } catch (OutOfMemoryError e) { // no thread can be started
      tell(host, Optional.empty());
    }
  }

  private static Optional<InetAddress> look(String host) {
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException | SecurityException e) {
      return Optional.empty();
    }
  }

  private void tell(String host, Optional<InetAddress> found) {
    List<Consumer<Optional<InetAddress>>> waiting;
    synchronized (asked) {
      waiting = asked.remove(host);
    }
    waiting.forEach(told -> told.accept(found));
  }
}

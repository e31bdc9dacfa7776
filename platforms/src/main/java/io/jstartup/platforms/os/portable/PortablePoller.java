package io.jstartup.platforms.os.portable;

import io.jstartup.platforms.os.ConnectionHandler;
import io.jstartup.platforms.os.Exit;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** A selector for sockets, and a queue for what Java's threads tell of processes. */
final class PortablePoller implements Poller {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final int uid;
  private final Selector selector;
  private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private final Set<PortableListener> listeners = new HashSet<>();

  PortablePoller(int uid) throws OsException {
    this.uid = uid;
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new OsException("cannot create", "selector", 0, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void watchExit(ManagedProcess process, Consumer<Exit> onExit) {
    PortableProcess watched = (PortableProcess) process;
    watched.whenEnded(exit -> later(() -> tell(watched, exit, onExit)));
  }

  private static void tell(PortableProcess watched, Exit exit, Consumer<Exit> onExit) {
    if (!watched.closed()) {
      onExit.accept(exit);
    }
  }

  /** Runs it during this or the next {@link #await}. Any thread. */
  void later(Runnable callback) {
    queue.add(callback);
    selector.wakeup();
  }

  @Override
  public AutoCloseable listen(Path socket, ConnectionHandler handler) throws OsException {
    PortableListener listener = new PortableListener(this, selector, socket, uid, handler);
    listeners.add(listener);
    return listener;
  }

  void forget(PortableListener listener) {
    listeners.remove(listener);
  }

  @Override
  public boolean await(Duration longest) throws OsException {
    int happened;
    try {
      happened = select(queue.isEmpty() ? longest : Duration.ZERO);
    } catch (IOException e) {
      throw new OsException("cannot wait for", "selector", 0, String.valueOf(e.getMessage()));
    }
    for (SelectionKey key : Set.copyOf(selector.selectedKeys())) {
      selector.selectedKeys().remove(key);
      if (key.isValid()) {
        ((Ready) key.attachment()).ready(key);
      }
    }
    happened += queue.size();
    for (int left = queue.size(); left > 0; left--) {
      queue.remove().run();
    }
    return happened > 0;
  }

  private int select(Duration longest) throws IOException {
    if (longest == null) {
      return selector.select();
    } else if (longest.isZero() || longest.isNegative()) {
      return selector.selectNow();
    } else {
      long seconds = Math.min(longest.getSeconds(), Integer.MAX_VALUE);
      return selector.select(
          seconds * 1000 + (longest.getNano() + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
    }
  }

  /** What waits on a channel. */
  interface Ready {
    void ready(SelectionKey key);
  }

  @Override
  public void wakeUp() {
    selector.wakeup();
  }

  @Override
  public void close() {
    Set.copyOf(listeners).forEach(PortableListener::closeAll);
    try {
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.jstartup.platforms.os.linux;

import io.jstartup.platforms.os.Connection;
import io.jstartup.platforms.os.ConnectionHandler;
import io.jstartup.platforms.os.DatagramHandler;
import io.jstartup.platforms.os.Exit;
import io.jstartup.platforms.os.ManagedProcess;
import io.jstartup.platforms.os.OsException;
import io.jstartup.platforms.os.Poller;
import io.jstartup.platforms.os.SocketPair;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Exits by pidfd, sockets and wake-ups in one epoll. */
final class LinuxPoller implements Poller {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Epoll epoll = new Epoll();
  private final WakeUp wakeUp;
  private final NativeBuffer transfer = new NativeBuffer(64 * 1024);
  private final Deque<Runnable> deferred = new ArrayDeque<>();
  private final Map<Long, Runnable> exits = new HashMap<>();
  private final Set<Listener> listeners = new HashSet<>();
  private boolean closed;

  LinuxPoller() throws OsException {
    wakeUp = new WakeUp();
    epoll.add(wakeUp.fd(), Epoll.IN, events -> wakeUp.drain());
  }

  @Override
  public void watchExit(ManagedProcess process, Consumer<Exit> onExit) throws OsException {
    LinuxProcess watched = (LinuxProcess) process;
    int fd = watched.pidFd();
    watched.watchedBy(() -> {});
    long[] token = new long[1];
    Runnable unwatch =
        () -> {
          exits.remove(token[0]);
          epoll.remove(fd, token[0]);
        };
    token[0] =
        epoll.add(
            fd,
            Epoll.IN,
            events -> {
              Exit exit = watched.collect();
              if (exit != null) {
                unwatch.run();
                onExit.accept(exit);
              }
            });
    exits.put(token[0], unwatch);
    watched.watchedBy(unwatch);
  }

  @Override
  public void forgetExits() {
    List.copyOf(exits.values()).forEach(Runnable::run);
  }

  @Override
  public AutoCloseable listen(Path socket, ConnectionHandler handler) throws OsException {
    Listener listener = new Listener(this, socket, handler);
    listeners.add(listener);
    return listener;
  }

  Listener listenOn(int fd, Path socket, ConnectionHandler handler) throws OsException {
    Listener listener = new Listener(this, socket, handler, fd);
    listeners.add(listener);
    return listener;
  }

  void forget(Listener listener) {
    listeners.remove(listener);
  }

  @Override
  public AutoCloseable receive(String address, DatagramHandler handler) throws OsException {
    return new DatagramListener(this, address, handler);
  }

  @Override
  public Connection open(SocketPair pair, ConnectionHandler handler) throws OsException {
    return connection(((LinuxSocketPair) pair).release(), handler);
  }

  @Override
  public Connection regain(ManagedProcess process, int descriptor, ConnectionHandler handler)
      throws OsException {
    return connection(Regaining.channelOf((LinuxProcess) process, descriptor), handler);
  }

  /** With a descriptor that is this connection's from now on. */
  LinuxConnection connection(int fd, ConnectionHandler handler) throws OsException {
    try {
      return new LinuxConnection(this, closed -> {}, handler, fd);
    } catch (OsException e) {
      LibC.close(fd);
      throw e;
    }
  }

  Epoll epoll() {
    return epoll;
  }

  /** Shared by all connections for the time of one read or write. */
  NativeBuffer transfer() {
    return transfer;
  }

  /** Runs it during this or the next {@link #await}, so that no handler is called from within its own calls. */
  void defer(Runnable callback) {
    deferred.add(callback);
  }

  @Override
  public boolean await(Duration longest) throws OsException {
    int happened = epoll.await(deferred.isEmpty() ? millis(longest) : 0) + deferred.size();
    for (int left = deferred.size(); left > 0; left--) {
      deferred.remove().run();
    }
    return happened > 0;
  }

  /** Rounded up: waking too early would make a caller with a deadline spin. */
  private static int millis(Duration longest) {
    if (longest == null) {
      return -1;
    }
    if (longest.getSeconds() > Integer.MAX_VALUE / 1000 - 1) {
      return Integer.MAX_VALUE;
    }
    return (int) Math.max(0, (longest.toNanos() + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
  }

  @Override
  public void wakeUp() {
    wakeUp.signal();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    Set.copyOf(listeners).forEach(Listener::closeAll);
    wakeUp.close();
    epoll.close();
  }
}

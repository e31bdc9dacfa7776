package io.jstartup.supervisor.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * The one thread that walks watched folders and waits for changes in them, by the JDK's watch service: inotify(7) on Linux, where it
 * sleeps until something happens. All apps share it, as a user has few inotify instances.
 */
final class FolderWatcher implements AutoCloseable {
  private final WatchService service;
  private final Consumer<Throwable> failures;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Map<WatchKey, Set<WatchedTree>> trees = new HashMap<>();
  private final Thread thread = new Thread(this::run, "watch");

  /** @param failures is told what a callback threw */
  FolderWatcher(Path anywhere, Consumer<Throwable> failures) throws IOException {
    this.service = service(anywhere);
    this.failures = failures;
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      service.close();
      throw new IOException("no thread can be started: " + e.getMessage(), e);
    }
  }

  /** It has a thread of its own. */
  private static WatchService service(Path anywhere) throws IOException {
    try {
      return anywhere.getFileSystem().newWatchService();
    } catch (OutOfMemoryError e) {
      throw new IOException("no thread can be started: " + e.getMessage(), e);
    }
  }

  /** Runs it on the watching thread, where alone trees may be touched. Any thread. */
  void execute(Runnable task) {
    tasks.add(task);
    thread.interrupt();
  }

  /** Runs it on the watching thread once the trees have heard of all that the system has told until now. Any thread. */
  void whenCaughtUp(Runnable task) {
    execute(
        () -> {
          int most = trees.size(); // what is told meanwhile may have no end
          for (WatchKey key = service.poll();
              key != null;
              key = --most > 0 ? service.poll() : null) {
            tell(key);
          }
          task.run();
        });
  }

  private void run() {
    try {
      while (true) {
        runTasks();
        take();
      }
    } catch (ClosedWatchServiceException closed) {
      trees.clear();
    }
  }

  private void runTasks() {
    Runnable task;
    while ((task = tasks.poll()) != null) {
      try {
        task.run();
      } catch (ClosedWatchServiceException closed) {
        throw closed;
      } catch (RuntimeException e) {
        failures.accept(e);
      }
    }
  }

  private void take() {
    try {
      tell(service.take());
    } catch (InterruptedException newTask) {
      // goes on with that
    }
  }

  private void tell(WatchKey key) {
    try {
      tellUsers(key);
    } catch (ClosedWatchServiceException closed) {
      throw closed;
    } catch (RuntimeException e) {
      failures.accept(e);
    }
  }

  private void tellUsers(WatchKey key) {
    List<WatchEvent<?>> events = key.pollEvents();
    for (WatchedTree tree : List.copyOf(trees.getOrDefault(key, Set.of()))) {
      tree.happened(key, events);
    }
    if (!key.reset()) {
      Set<WatchedTree> users = trees.remove(key);
      if (users != null) {
        users.forEach(tree -> tree.lost(key));
      }
    }
  }

  /** The folder's key; the same as before when it is watched already, by whatever path. */
  WatchKey register(WatchedTree tree, Path folder) throws IOException {
    WatchKey key = folder.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
    trees.computeIfAbsent(key, unused -> new HashSet<>()).add(tree);
    return key;
  }

  void release(WatchedTree tree, WatchKey key) {
    Set<WatchedTree> users = trees.get(key);
    if (users != null && users.remove(tree) && users.isEmpty()) {
      trees.remove(key);
      key.cancel();
    }
  }

  /** Ends the thread. Any thread. */
  @Override
  public void close() throws IOException {
    service.close();
  }
}

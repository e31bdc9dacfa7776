package io.jstartup.supervisor.log.read;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Tells which files of some folders may have changed. Where the system can't tell, because its limit is reached or the folder is not
 * there, it says so, and somebody has to look now and then. For one thread.
 */
final class FolderEvents implements AutoCloseable {
  private final Map<WatchKey, Path> folders = new HashMap<>();
  private final Set<Path> watched = new HashSet<>();
  private final WatchService service;

  FolderEvents() {
    this.service = service();
  }

  private static WatchService service() {
    try {
      return FileSystems.getDefault().newWatchService();
    } catch (IOException e) {
      return null; // inotify(7): max_user_instances is reached
    }
  }

  /** Has this folder's changes told from now on; false when that is not possible now. */
  boolean watch(Path folder) {
    if (service == null || watched.contains(folder)) {
      return service != null;
    }
    try {
      WatchKey key =
          folder.register(
              service,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.OVERFLOW);
      folders.put(key, folder);
      watched.add(folder);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Waits for changes.
   *
   * @param into gets the files; a folder stands for all files in it
   */
  void await(long millis, Set<Path> into) throws InterruptedException {
    if (service == null) {
      TimeUnit.MILLISECONDS.sleep(millis);
      return;
    }
    WatchKey key = service.poll(millis, TimeUnit.MILLISECONDS);
    while (key != null) {
      take(key, into);
      key = service.poll();
    }
  }

  private void take(WatchKey key, Set<Path> into) {
    Path folder = folders.get(key);
    for (WatchEvent<?> event : key.pollEvents()) {
      into.add(event.context() instanceof Path name ? folder.resolve(name) : folder);
    }
    if (!key.reset()) {
      folders.remove(key);
      watched.remove(folder); // it is gone
      into.add(folder);
    }
  }

  @Override
  public void close() throws IOException {
    if (service != null) {
      service.close();
    }
  }
}

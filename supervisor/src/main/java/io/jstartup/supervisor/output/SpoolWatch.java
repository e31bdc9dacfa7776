package io.jstartup.supervisor.output;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import io.jstartup.io.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/**
 * Where the writer's thread sleeps: for a moment, or until somebody writes to a spool or calls. The folder is watched only while nothing
 * is written, as each write(2) of an app would be an event. Interrupts the thread in no other moment: that would close its files.
 */
final class SpoolWatch {
  private static final long WITHOUT_WATCH_MILLIS = 500;

  private final Path folder;
  private final Room room;
  private final Object lock = new Object();
  private WatchService service;
  private boolean failed;
  private WatchKey key;
  private Thread waiting;
  private boolean called;

  SpoolWatch(Path folder, Room room) {
    this.folder = folder;
    this.room = room;
  }

  /** Ends a sleep, or the next one. Any thread. */
  void call() {
    synchronized (lock) {
      called = true;
      lock.notifyAll();
      if (waiting != null) {
        waiting.interrupt();
      }
    }
  }

  /** Sleeps that long, whatever is written. */
  void pause(long millis) {
    synchronized (lock) {
      try {
        if (!called) {
          lock.wait(millis);
        }
      } catch (InterruptedException e) {
        // nobody does; going on is right
      }
      called = false;
    }
  }

  /** From now on a write ends {@link #await}. */
  void arm() {
    try {
      Folders.make(folder);
      if (service == null) {
        service = folder.getFileSystem().newWatchService();
      }
      key = folder.register(service, ENTRY_MODIFY, ENTRY_CREATE);
      failed = false;
    } catch (IOException e) {
      key = null;
      if (!failed) {
        failed = true;
        room.say("cannot watch '" + folder + "', looking twice a second: " + e.getMessage());
      }
    }
  }

  /** @param millis at most; 0: without a limit */
  void await(long millis) {
    if (key == null) {
      pause(WITHOUT_WATCH_MILLIS);
      return;
    }
    synchronized (lock) {
      if (called) {
        called = false;
        return;
      }
      waiting = Thread.currentThread();
    }
    try {
      if (millis == 0) {
        service.take();
      } else {
        service.poll(millis, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      // called
    } finally {
      synchronized (lock) {
        waiting = null;
        called = false;
        Thread.interrupted();
      }
    }
  }

  void disarm() {
    if (key != null) {
      key.cancel();
      key = null;
      while (service.poll() != null) {
        continue; // of the past
      }
    }
  }

  void close() throws IOException {
    if (service != null) {
      service.close();
    }
  }
}

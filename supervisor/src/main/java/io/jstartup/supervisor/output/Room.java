package io.jstartup.supervisor.output;

import io.jstartup.platforms.os.OperatingSystem;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Gives the room of what is read back to the file system, and says so once when that can't be done. Any thread. */
final class Room {
  private final OperatingSystem os;
  private final Consumer<String> events;
  private volatile boolean possible = true;

  Room(OperatingSystem os, Consumer<String> events) {
    this.os = os;
    this.events = events;
  }

  /** False until it turned out that it can't be done. */
  boolean possible() {
    return possible;
  }

  boolean giveBack(Path file, long from, long length) {
    if (possible && !os.giveBack(file, from, length)) {
      possible = false;
      say(
          "the file system of '"
              + file.getParent()
              + "' can't free a part of a file; what apps with formatted logs write is kept there until"
              + " they are started again");
    }
    return possible;
  }

  void say(String event) {
    events.accept(event);
  }
}

package io.jstartup.supervisor.watch;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says why a folder can't be watched and what to do: Java's own messages name the limit, and no remedy. */
final class WatchFailure {
  private WatchFailure() {}

  static String describe(Path folder, int watched, IOException e) {
    String message = String.valueOf(e.getMessage());
    String what = "cannot watch '" + folder + "': ";
    if (message.contains("watches reached")) {
      return what
          + ("the user's limit of inotify watches is reached after " + watched + " folders of it")
          + "; changes elsewhere in it are not seen; ignore more with ignore_watch, or raise sysctl"
          + " fs.inotify.max_user_watches";
    }
    if (message.contains("instances reached")) {
      return what
          + "the user's limit of inotify instances, or of open files, is reached; raise sysctl"
          + " fs.inotify.max_user_instances";
    }
    return what + (e instanceof NoSuchFileException ? "no such folder" : message);
  }
}

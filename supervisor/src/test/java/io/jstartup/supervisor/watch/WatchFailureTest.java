package io.jstartup.supervisor.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WatchFailureTest {
  /** The words are the JDK's own, sun.nio.fs.LinuxWatchService. */
  @Test
  void namesTheLimitAndWhatToDo() {
    Path folder = Path.of("/srv/app");
    assertEquals(
        "cannot watch '/srv/app': the user's limit of inotify watches is reached after 7 folders of"
            + " it; changes elsewhere in it are not seen; ignore more with ignore_watch, or raise"
            + " sysctl fs.inotify.max_user_watches",
        WatchFailure.describe(folder, 7, new IOException("User limit of inotify watches reached")));
    assertTrue(
        WatchFailure.describe(
                folder,
                0,
                new IOException("User limit of inotify instances reached or too many open files"))
            .contains("fs.inotify.max_user_instances"));
  }
}

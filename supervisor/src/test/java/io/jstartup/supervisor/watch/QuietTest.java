package io.jstartup.supervisor.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.platforms.os.OperatingSystems;
import io.jstartup.platforms.os.Poller;
import io.jstartup.supervisor.loop.EventLoop;
import io.jstartup.supervisor.loop.MonotonicClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When changes are over. */
class QuietTest {
  private static final Duration QUIET = Duration.ofMillis(20);

  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();

  /** As where a large folder has come, whose files are looked at one after the other. */
  @Test
  void whoeverIsBehindWithTellingIsNotQuiet() throws Exception {
    CountDownLatch late = new CountDownLatch(1);
    try (Poller poller = OperatingSystems.current().poller();
        FolderWatcher watcher = new FolderWatcher(folder, failure -> {})) {
      EventLoop loop = new EventLoop(poller, MonotonicClock.SYSTEM, failure -> {});
      Watch watch =
          new Watch(
              loop,
              watcher::whenCaughtUp,
              QUIET,
              (file, count) -> {
                told.add(file + " " + count);
                loop.stop();
              });
      watcher.execute(
          () -> {
            watch.changed(Path.of("first"));
            await(late);
            watch.changed(Path.of("second"));
          });
      loop.after(QUIET.multipliedBy(3), late::countDown);
      loop.run();
    }
    assertEquals(List.of("first 2"), told);
  }

  private static void await(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      Thread.onSpinWait(); // it is interrupted when there is more for it to do
    }
  }
}

package io.jstartup.supervisor.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.jstartup.model.WatchPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens on the watching thread is in its hands here: nothing is told of a change before the task that makes it is over. */
class WatchedTreeTest {
  private interface Task {
    void run() throws IOException;
  }

  @TempDir Path temporary;
  private Path folder;
  private FolderWatcher watcher;
  private WatchedTree tree;
  private final BlockingQueue<Path> changes = new LinkedBlockingQueue<>();

  @BeforeEach
  void openWatcher() throws Exception {
    folder = temporary.toRealPath();
    watcher = new FolderWatcher(folder, failure -> {});
  }

  @AfterEach
  void closeWatcher() throws Exception {
    watcher.close();
  }

  private void watch(String... paths) throws Exception {
    WatchPolicy policy =
        new WatchPolicy(true, List.of(paths), Optional.empty(), Duration.ZERO, List.of(), Map.of());
    OwnFiles none = new OwnFiles(folder.resolve("home"));
    WatchRules rules = new WatchRules(folder, policy, none, complaint -> {});
    tree = new WatchedTree(watcher, rules, changes::add, note -> {});
    onWatchingThread(tree::open);
  }

  private void onWatchingThread(Task task) throws Exception {
    CompletableFuture<Void> done = new CompletableFuture<>();
    watcher.execute(
        () -> {
          try {
            task.run();
            done.complete(null);
          } catch (IOException e) {
            done.completeExceptionally(new UncheckedIOException(e));
          }
        });
    done.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aFolderThatComesJustBeforeItIsLookedForIsAChange() throws Exception {
    watch("dist");
    onWatchingThread(
        () -> {
          Files.createDirectory(folder.resolve("dist"));
          Files.writeString(folder.resolve("dist/a.js"), "x");
          tree.renew();
        });
    assertEquals(folder.resolve("dist"), changes.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void aFolderThatTookThePlaceOfAnotherIsAChangeAndWatched() throws Exception {
    Files.createDirectory(folder.resolve("project"));
    Files.createDirectory(folder.resolve("project/dist"));
    watch("project/dist");
    onWatchingThread(
        () -> {
          Files.move(folder.resolve("project"), folder.resolve("old"));
          Files.createDirectories(folder.resolve("project/dist"));
          tree.renew();
        });
    assertEquals("dist", last(changes.poll(10, TimeUnit.SECONDS)));
    changes.clear();
    Files.writeString(folder.resolve("project/dist/a.js"), "x");
    assertEquals("a.js", last(changes.poll(10, TimeUnit.SECONDS)));
  }

  private static String last(Path path) {
    return String.valueOf(path.getFileName());
  }

  @Test
  void lookingAgainIsNoChange() throws Exception {
    watch("dist", "later");
    onWatchingThread(() -> Files.createDirectory(folder.resolve("dist")));
    assertEquals(folder.resolve("dist"), changes.poll(10, TimeUnit.SECONDS));
    onWatchingThread(() -> tree.renew());
    onWatchingThread(() -> tree.renew());
    assertNull(changes.poll());
  }
}

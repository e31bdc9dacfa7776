package io.jstartup.supervisor.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The folders that are watched for one set of rules. On the watching thread only. A path that is no folder, or not the app's own
 * one, is watched from the folder that it is in, so that it may be replaced or come back.
 */
final class WatchedTree {
  /** A watched folder, the same with no link in its path, and {@code only} these in it, or null for all. */
  private record Folder(Path path, Path real, Path root, Set<Path> only) {}

  private final FolderWatcher watcher;
  private final WatchRules rules;
  private final Consumer<Path> changes;
  private final Consumer<String> notes;
  private final Map<WatchKey, Folder> folders = new HashMap<>();
  private final Map<Path, WatchKey> keys = new HashMap<>();
  private final Map<Path, Object> anchors = new HashMap<>();
  private final Set<Path> missing = new HashSet<>();
  private boolean complained;

  /**
   * Watches nothing before {@link #open}.
   *
   * @param changes gets what changed, on the watching thread
   * @param notes gets what there is to say of it, for the log
   */
  WatchedTree(
      FolderWatcher watcher, WatchRules rules, Consumer<Path> changes, Consumer<String> notes) {
    this.watcher = watcher;
    this.rules = rules;
    this.changes = changes;
    this.notes = notes;
  }

  void open() {
    for (Path root : rules.roots()) {
      if (!root.equals(rules.cwd())) {
        watchFromParent(root);
      }
    }
    for (Path root : rules.roots()) {
      if (Files.isDirectory(root)) {
        watchTree(root, root);
      } else {
        missing.add(root);
      }
    }
    if (!keys.isEmpty()) {
      notes.accept("watching " + keys.size() + " folders");
    }
  }

  /**
   * Watches anew when another folder has taken the place of one that all begins with, or is back there: when it is moved away, or a
   * link on the way to it is turned, nobody tells. That is a change, and the only word of it: what was told of the former watches
   * and not read yet is lost with them.
   */
  void renew() {
    Optional<Path> other = replaced().or(this::back);
    if (other.isPresent()) {
      close();
      open();
      changes.accept(other.get());
    }
  }

  /** Of several that are, what is watched itself rather than what is above it. */
  private Optional<Path> replaced() {
    return anchors.entrySet().stream()
        .filter(each -> isOther(each.getKey(), each.getValue()))
        .map(Map.Entry::getKey)
        .max(Comparator.comparingInt(Path::getNameCount).thenComparing(Path::compareTo));
  }

  private Optional<Path> back() {
    return missing.stream()
        .filter(path -> !keys.containsKey(path) && Files.isDirectory(path))
        .findFirst();
  }

  private static boolean isOther(Path folder, Object identity) {
    Object now = identity(folder);
    return now != null && !now.equals(identity);
  }

  /** Null: it is not there. */
  private static Object identity(Path folder) {
    try {
      return Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      return null;
    }
  }

  private void watchFromParent(Path root) {
    Path parent = root.getParent();
    if (parent == null || keys.containsKey(parent)) {
      Folder known = folders.get(keys.get(parent));
      if (known != null && known.only() != null) {
        known.only().add(root);
      }
      return;
    }
    watch(new Folder(parent, OwnFiles.real(parent), root, new HashSet<>(Set.of(root))));
  }

  /** Watches the folder and all in it that isn't ignored; a file in it that counts, or null. */
  private Path watchTree(Path folder, Path root) {
    Path[] counting = new Path[1];
    Set<FileVisitOption> options =
        rules.followsLinks()
            ? EnumSet.of(FileVisitOption.FOLLOW_LINKS)
            : EnumSet.noneOf(FileVisitOption.class);
    try {
      Files.walkFileTree(
          folder,
          options,
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
              Path real = OwnFiles.real(inner);
              if (rules.ignores(root, inner, real)) {
                return FileVisitResult.SKIP_SUBTREE;
              }
              boolean watched = watch(new Folder(inner, real, root, null));
              return watched ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (counting[0] == null && rules.counts(file)) {
                boolean ignored = rules.ignores(root, file, OwnFiles.real(file));
                counting[0] = ignored ? null : file;
              }
              return FileVisitResult.CONTINUE;
            }

            /** It is gone, not ours to read, or a link that leads in a circle. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path inner, IOException e) {
              return FileVisitResult.CONTINUE; // as far as it could be read
            }
          });
    } catch (IOException e) {
      complain("cannot watch '" + folder + "': " + e.getMessage());
    }
    return counting[0];
  }

  private boolean watch(Folder folder) {
    try {
      WatchKey key = watcher.register(this, folder.path());
      folders.put(key, folder);
      keys.put(folder.path(), key);
      if (folder.only() != null || folder.path().equals(folder.root())) {
        anchors.put(folder.path(), identity(folder.path()));
      }
      return true;
    } catch (IOException e) {
      complain(WatchFailure.describe(folder.path(), keys.size(), e));
      return false;
    }
  }

  /** One line says it; there may be thousands of folders. */
  private void complain(String text) {
    if (!complained) {
      complained = true;
      notes.accept(text);
    }
  }

  void happened(WatchKey key, List<WatchEvent<?>> events) {
    Folder folder = folders.get(key);
    if (folder == null) {
      return;
    }
    for (WatchEvent<?> event : events) {
      if (event.kind() == OVERFLOW) {
        lostEvents(folder);
      } else {
        happened(folder, folder.path().resolve((Path) event.context()), event.kind());
      }
    }
  }

  /** What happened is not known: anything may have. */
  private void lostEvents(Folder folder) {
    if (folder.only() == null) {
      watchTree(folder.path(), folder.root());
    }
    changes.accept(folder.path());
  }

  private void happened(Folder folder, Path file, WatchEvent.Kind<?> kind) {
    boolean meant = folder.only() == null || folder.only().contains(file);
    Path root = folder.only() == null ? folder.root() : file;
    if (!meant || rules.ignores(root, file, folder.real().resolve(file.getFileName()))) {
      return;
    }
    if (kind == ENTRY_DELETE) {
      boolean wasFolder = forget(file);
      report(file, wasFolder ? !rules.choosy() : rules.counts(file));
    } else if (!Files.isDirectory(file)) {
      report(file, rules.counts(file));
    } else if (kind == ENTRY_CREATE) {
      Path counting = watchTree(file, root);
      report(rules.choosy() ? counting : file, counting != null || !rules.choosy());
    }
  }

  private void report(Path file, boolean counts) {
    if (counts) {
      changes.accept(file);
    }
  }

  /** It was moved away or deleted, with all below it; whether it was a watched folder. */
  private boolean forget(Path folder) {
    if (!keys.containsKey(folder)) {
      return false;
    }
    keys.entrySet()
        .removeIf(
            entry -> {
              boolean below = entry.getKey().startsWith(folder);
              if (below) {
                anchors.remove(entry.getKey());
                folders.remove(entry.getValue());
                watcher.release(this, entry.getValue());
              }
              return below;
            });
    return true;
  }

  /** The folder is gone; one that all begins with may be back already. */
  void lost(WatchKey key) {
    Folder folder = folders.remove(key);
    if (folder == null || !keys.remove(folder.path(), key)) {
      return;
    }
    anchors.remove(folder.path());
    if (folder.path().equals(folder.root())) {
      missing.add(folder.path());
      watchFromParent(folder.path());
      renew();
    }
  }

  void close() {
    folders.keySet().forEach(key -> watcher.release(this, key));
    folders.clear();
    keys.clear();
    anchors.clear();
    missing.clear();
  }
}

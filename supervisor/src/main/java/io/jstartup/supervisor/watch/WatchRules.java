package io.jstartup.supervisor.watch;

import io.jstartup.model.WatchPattern;
import io.jstartup.model.WatchPolicy;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What is watched for one app and which changes count. Immutable but for the supervisor's own files; any thread. */
final class WatchRules {
  /** So long nothing may change before a restart, when nothing else is asked for: an editor saves in several steps. */
  private static final Duration SHORTEST_QUIET = Duration.ofMillis(200);

  /** Chokidar's own, for {@code awaitWriteFinish: true}. */
  private static final Duration WRITE_FINISH = Duration.ofSeconds(2);

  private final Path cwd;
  private final WatchPolicy policy;
  private final Optional<List<WatchPattern>> patterns;
  private final List<Path> roots;
  private volatile OwnFiles ownFiles;

  /** @param complaints gets what can't be watched or understood */
  WatchRules(Path cwd, WatchPolicy policy, OwnFiles ownFiles, Consumer<String> complaints) {
    this.ownFiles = ownFiles;
    this.cwd = cwd;
    this.policy = policy;
    this.patterns = ignored(policy).map(texts -> patterns(texts, complaints));
    this.roots = roots(cwd, policy, complaints);
  }

  private static Optional<List<String>> ignored(WatchPolicy policy) {
    Object option = policy.options().get("ignored");
    if (option instanceof String one) {
      return Optional.of(List.of(one));
    }
    return option instanceof List<?> some
        ? Optional.of(some.stream().map(String::valueOf).toList())
        : policy.ignored();
  }

  private static List<WatchPattern> patterns(List<String> texts, Consumer<String> complaints) {
    List<WatchPattern> patterns = new ArrayList<>();
    for (String text : texts) {
      try {
        patterns.add(WatchPattern.parse(text));
      } catch (IllegalArgumentException e) {
        complaints.accept("ignore_watch: " + e.getMessage());
      }
    }
    return patterns;
  }

  private static List<Path> roots(Path cwd, WatchPolicy policy, Consumer<String> complaints) {
    List<Path> roots = new ArrayList<>();
    for (String path : policy.paths()) {
      try {
        roots.add(cwd.resolve(path).normalize());
      } catch (InvalidPathException e) {
        complaints.accept("watch: '" + path + "' is no path: " + e.getReason());
      }
    }
    return policy.paths().isEmpty() ? List.of(cwd) : roots;
  }

  Path cwd() {
    return cwd;
  }

  /** Absolute; folders and files. */
  List<Path> roots() {
    return roots;
  }

  boolean followsLinks() {
    return !Boolean.FALSE.equals(policy.options().get("followSymlinks"));
  }

  Duration quiet() {
    Duration quiet = policy.delay();
    Object finish = policy.options().get("awaitWriteFinish");
    if (Boolean.TRUE.equals(finish)) {
      quiet = longer(quiet, WRITE_FINISH);
    }
    return longer(quiet, SHORTEST_QUIET);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** These from now on. */
  void ownFiles(OwnFiles files) {
    ownFiles = files;
  }

  /**
   * Whether nothing in this folder, or about this file, counts. On the watching thread.
   *
   * @param real the same, by a path whose folders are no links
   */
  boolean ignores(Path root, Path file, Path real) {
    if (ownFiles.contain(file, real)) {
      return true;
    }
    return patterns.isPresent() ? matches(patterns.get(), root, file) : usuallyIgnored(root, file);
  }

  private boolean matches(List<WatchPattern> some, Path root, Path file) {
    Path base = file.startsWith(cwd) ? cwd : root;
    Path fromBase = base.relativize(file);
    return some.stream().anyMatch(pattern -> pattern.matches(fromBase, file));
  }

  private static boolean usuallyIgnored(Path root, Path file) {
    for (Path name : root.relativize(file)) {
      String text = name.toString();
      if (text.startsWith(".") || text.equals("node_modules")) {
        return true;
      }
    }
    return false;
  }

  /** Whether only some kinds of files count. */
  boolean choosy() {
    return !policy.extensions().isEmpty();
  }

  /** Whether it is of a kind that counts. */
  boolean counts(Path file) {
    String name = String.valueOf(file.getFileName());
    return !choosy()
        || policy.extensions().stream().anyMatch(extension -> name.endsWith("." + extension));
  }
}

package io.jstartup.model;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether an app is restarted when files change, and which.
 *
 * @param on {@code watch}: whether it is watched now
 * @param paths folders, which are watched with all below them, and files; relative ones start at the app's {@code cwd}. None: that
 * @param ignored {@code ignore_watch}: patterns of what doesn't count; not given: names with a dot in front and {@code node_modules}
 * @param delay {@code watch_delay}: nothing may have changed for so long before the restart
 * @param extensions {@code ext}: only files with one of these endings count, without the dot; none: all
 * @param options {@code watch_options} as JSON values, of which {@code ignored}, {@code followSymlinks} and {@code awaitWriteFinish}
 *     are read; the others are kept for PM2
 */
public record WatchPolicy(
    boolean on,
    List<String> paths,
    Optional<List<String>> ignored,
    Duration delay,
    List<String> extensions,
    Map<String, Object> options) {
  /** Nothing is watched. */
  public static final WatchPolicy OFF =
      new WatchPolicy(false, List.of(), Optional.empty(), Duration.ZERO, List.of(), Map.of());

  /** Longer ones are refused where they come in. */
  public static final Duration LONGEST_DELAY = Duration.ofHours(1);

  public WatchPolicy {
    paths = List.copyOf(paths);
    ignored = ignored.map(List::copyOf);
    extensions = List.copyOf(extensions);
    options =
        options.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** The same, watched or not. */
  public WatchPolicy turned(boolean newOn) {
    return new WatchPolicy(newOn, paths, ignored, delay, extensions, options);
  }
}

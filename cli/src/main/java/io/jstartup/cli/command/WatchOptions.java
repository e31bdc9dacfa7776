package io.jstartup.cli.command;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code start} about watched files, by their process-file names. */
final class WatchOptions {
  private final Map<String, Object> attributes;

  /** @param attributes an app's, into which what is given is put */
  WatchOptions(Map<String, Object> attributes) {
    this.attributes = attributes;
  }

  @Option(
      names = "--watch",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "PATHS",
      description = "Restart it when files change, in its folder or these paths.")
  void watch(String paths) {
    attributes.put("watch", paths);
  }

  @Option(
      names = "--ignore-watch",
      paramLabel = "PATTERNS",
      description = "Changes that don't count; dot files and node_modules.")
  void ignoreWatch(String patterns) {
    attributes.put("ignore_watch", patterns);
  }

  @Option(
      names = "--watch-delay",
      paramLabel = "TIME",
      description = "Restart when nothing changed for so long; s, or 4000ms.")
  void watchDelay(String time) {
    attributes.put("watch_delay", time);
  }

  @Option(names = "--ext", paramLabel = "js,json", description = "Only files that end so count.")
  void extensions(String extensions) {
    attributes.put("ext", extensions);
  }

  /** In {@code start --watch app.js} the script was taken for a path; that is put right, its folder is watched. */
  Optional<String> scriptTakenForPath() {
    if (!(attributes.get("watch") instanceof String path) || path.equals("true")) {
      return Optional.empty();
    }
    attributes.put("watch", "true");
    return Optional.of(path);
  }
}

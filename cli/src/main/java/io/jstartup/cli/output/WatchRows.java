package io.jstartup.cli.output;

import io.jstartup.model.WatchPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rows of {@code describe} about the files whose changes restart an app. */
final class WatchRows {
  private static final String USUALLY_IGNORED = "names with a dot in front, 'node_modules'";

  private WatchRows() {}

  static void put(Map<String, String> rows, WatchPolicy watch) {
    if (!watch.on()) {
      rows.put("watch", "no");
      return;
    }
    rows.put("watch", watch.paths().isEmpty() ? "its exec cwd" : quoted(watch.paths()));
    rows.put("watch ignores", watch.ignored().map(WatchRows::quoted).orElse(USUALLY_IGNORED));
    if (!watch.extensions().isEmpty()) {
      rows.put("watch only", "files that end in " + quoted(watch.extensions()));
    }
    if (!watch.delay().isZero()) {
      rows.put("watch delay", watch.delay().toMillis() + " ms");
    }
    if (!watch.options().isEmpty()) {
      rows.put("watch options", Printable.line(watch.options().toString()));
    }
  }

  private static String quoted(List<String> words) {
    return words.isEmpty()
        ? "nothing"
        : words.stream()
            .map(word -> "'" + Printable.line(word) + "'")
            .collect(Collectors.joining(", "));
  }
}

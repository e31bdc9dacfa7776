package io.jstartup.dump.resolve;

import io.jstartup.dump.processfile.Attributes;
import io.jstartup.model.WatchPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What of an app's files is to be watched. */
final class WatchWish {
  private WatchWish() {}

  static WatchPolicy of(Attributes app) {
    Object watch = app.value("watch").orElse(false);
    List<String> paths = watch instanceof List ? app.words("watch") : List.of();
    boolean on = watch.equals(true) || !paths.isEmpty();
    return new WatchPolicy(
        on,
        paths,
        app.value("ignore_watch").map(given -> app.words("ignore_watch")),
        app.millis("watch_delay").orElse(Duration.ZERO),
        extensions(app),
        options(app));
  }

  /** {@code js,.mjs css} */
  private static List<String> extensions(Attributes app) {
    List<String> extensions = new ArrayList<>();
    for (String word : app.words("ext")) {
      for (String extension : word.split(",")) {
        String plain = extension.replaceFirst("^\\*?\\.", "");
        if (!plain.isEmpty()) {
          extensions.add(plain);
        }
      }
    }
    return extensions;
  }

  private static Map<String, Object> options(Attributes app) {
    Map<String, Object> options = new LinkedHashMap<>();
    Optional<Object> given = app.value("watch_options");
    if (given.isPresent()) {
      ((Map<?, ?>) given.get()).forEach((key, value) -> options.put((String) key, value));
    }
    return options;
  }
}

package io.jstartup.dump;

import io.jstartup.model.WatchPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of an entry about watched files: PM2's, and {@code watch_ext}, which PM2 turns into an ignored pattern. */
final class WatchFields {
  private static final String EXTENSIONS = "watch_ext";

  private WatchFields() {}

  static void put(Map<String, Object> entry, WatchPolicy watch) {
    boolean all = !watch.on() || watch.paths().isEmpty();
    entry.put("watch", all ? (Object) watch.on() : new ArrayList<Object>(watch.paths()));
    watch.ignored().ifPresent(some -> entry.put("ignore_watch", new ArrayList<Object>(some)));
    if (!watch.delay().isZero()) {
      entry.put("watch_delay", watch.delay().toMillis());
    }
    if (!watch.options().isEmpty()) {
      entry.put("watch_options", new LinkedHashMap<>(watch.options()));
    }
    if (!watch.extensions().isEmpty()) {
      entry.put(EXTENSIONS, new ArrayList<Object>(watch.extensions()));
    }
  }

  static WatchPolicy read(Fields fields) {
    Object watch = fields.value("watch");
    boolean flag = watch == null || List.of("true", "false", "").contains(watch.toString());
    return new WatchPolicy(
        flag ? "true".equals(String.valueOf(watch)) : isSomething(watch),
        flag ? List.of() : paths(fields, watch),
        ignored(fields),
        fields.millis("watch_delay", Duration.ZERO, WatchPolicy.LONGEST_DELAY),
        fields.ours(EXTENSIONS) ? fields.words(EXTENSIONS) : List.of(),
        options(fields));
  }

  private static boolean isSomething(Object watch) {
    return !(watch instanceof List<?> list && list.isEmpty());
  }

  /** A text is one path, blanks and all. */
  private static List<String> paths(Fields fields, Object watch) {
    return watch instanceof List ? fields.words("watch") : List.of(fields.text("watch"));
  }

  private static Optional<List<String>> ignored(Fields fields) {
    Object given = fields.value("ignore_watch");
    boolean none = given == null || given.equals("") || given instanceof Boolean;
    return none ? Optional.empty() : Optional.of(fields.words("ignore_watch"));
  }

  private static Map<String, Object> options(Fields fields) {
    Map<String, Object> options = new LinkedHashMap<>();
    if (fields.value("watch_options") instanceof Map<?, ?> given) {
      given.forEach((key, value) -> options.put((String) key, value));
    }
    return options;
  }
}

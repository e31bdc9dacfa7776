package io.jstartup.dump;

import io.jstartup.model.DrainPolicy;
import io.jstartup.model.OsText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A drain as process files and the saved list have it: {@code {file: 'drain-${pm_id}', delay: 5000}}. */
public final class DrainForm {
  /** In words that fit behind "must be". */
  public static final String WANTED =
      "an object with file, http and delay (ms), one of them at least, and perhaps timeout (ms)";

  private static final Set<String> KEYS = Set.of("file", "http", "timeout", "delay");

  private DrainForm() {}

  /**
   * The drain; {@code false} and nothing is none.
   *
   * @throws IllegalArgumentException says what is wrong, or nothing when it is no such object at all
   */
  public static DrainPolicy parse(Object value) {
    if (value == null || value.equals(false)) {
      return DrainPolicy.NONE;
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException((String) null);
    }
    map.keySet().forEach(DrainForm::checkKey);
    DrainPolicy drain =
        new DrainPolicy(
            text(map, "file"),
            text(map, "http"),
            millis(map, "timeout", 1, DrainPolicy.DEFAULT_TIMEOUT),
            millis(map, "delay", 0, Duration.ZERO));
    if (drain.file().isPresent() && !OsText.isUtf8(drain.file().get())) {
      throw new IllegalArgumentException("'file' must be a path in UTF-8");
    }
    if (drain.http().isPresent() && !isHttp(drain.http().get())) {
      throw new IllegalArgumentException("'http' must be an address http://HOST[:PORT][/PATH]");
    }
    if (drain.none()) {
      throw new IllegalArgumentException("it has none of file, http and delay");
    }
    return drain;
  }

  /** What {@link #parse} reads. */
  static Map<String, Object> write(DrainPolicy drain) {
    Map<String, Object> json = new LinkedHashMap<>();
    drain.file().ifPresent(file -> json.put("file", file));
    drain.http().ifPresent(address -> json.put("http", address));
    drain.http().ifPresent(address -> json.put("timeout", drain.timeout().toMillis()));
    if (!drain.delay().isZero()) {
      json.put("delay", drain.delay().toMillis());
    }
    return json;
  }

  private static void checkKey(Object key) {
    if (!KEYS.contains(key)) {
      String name = Fields.shortened((String) key);
      throw new IllegalArgumentException("it has an unknown '" + name + "'");
    }
  }

  private static boolean isHttp(String text) {
    return ProbeForm.isHttp(ProbeForm.VARIABLE.matcher(text).replaceAll("1"));
  }

  private static Optional<String> text(Map<?, ?> map, String key) {
    Object value = map.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text) || text.isEmpty()) {
      throw new IllegalArgumentException("'" + key + "' must be a text");
    }
    return Optional.of(ProbeForm.checked(text));
  }

  private static Duration millis(Map<?, ?> map, String key, long least, Duration otherwise) {
    Object value = map.get(key);
    if (value == null) {
      return otherwise;
    }
    long most = DrainPolicy.LONGEST.toMillis();
    String digits = value instanceof Boolean ? "" : PmFields.asText(value);
    if (!digits.matches("\\d{1,9}")
        || Long.parseLong(digits) < least
        || Long.parseLong(digits) > most) {
      throw new IllegalArgumentException(
          "'" + key + "' must be a whole number from " + least + " to " + most);
    }
    return Duration.ofMillis(Long.parseLong(digits));
  }
}

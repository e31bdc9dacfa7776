package io.jstartup.dump;

import io.jstartup.model.OsText;
import io.jstartup.model.ready.Probe;
import io.jstartup.model.ready.Probe.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A probe as process files and the saved list have it: {@code {http: 'http://127.0.0.1:8080/', interval: 500}}. */
public final class ProbeForm {
  /** In words that fit behind "must be". */
  public static final String WANTED =
      "an object with one of http, tcp, exec, log and file, and perhaps interval, timeout (ms) and"
          + " threshold";

  private static final Set<String> NUMBERS = Set.of("interval", "timeout", "threshold");
  static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*\\}");
  private static final Pattern TCP =
      Pattern.compile("(\\d{1,5}|/.+|(\\[[0-9a-fA-F:.]+(%[^\\]]+)?\\]|[^\\[\\]:/]+):\\d{1,5})");
  private static final int MOST = 1000;

  private final Duration interval;
  private final Duration timeout;
  private final int threshold;

  private ProbeForm(Duration interval, Duration timeout, int threshold) {
    this.interval = interval;
    this.timeout = timeout;
    this.threshold = threshold;
  }

  /** With what a {@code ready} probe has when it doesn't say otherwise. */
  public static ProbeForm ready() {
    return new ProbeForm(Duration.ofMillis(200), Duration.ofMillis(1000), 1);
  }

  /** Likewise for a {@code health} probe. */
  public static ProbeForm health() {
    return new ProbeForm(Duration.ofSeconds(10), Duration.ofSeconds(5), 3);
  }

  /**
   * The probe.
   *
   * @throws IllegalArgumentException says what is wrong, or nothing when it is no such object at all
   */
  public Probe parse(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException((String) null);
    }
    return new Probe(
        kind(map),
        target(kind(map), map.get(kind(map).word())),
        millis(map, "interval", interval),
        millis(map, "timeout", timeout),
        (int) number(map, "threshold", threshold, MOST));
  }

  /** What {@link #parse} reads. */
  static Map<String, Object> write(Probe probe) {
    Map<String, Object> json = new LinkedHashMap<>();
    boolean words = probe.kind() == Kind.EXEC;
    json.put(
        probe.kind().word(), words ? new ArrayList<Object>(probe.target()) : probe.target().get(0));
    json.put("interval", probe.interval().toMillis());
    json.put("timeout", probe.timeout().toMillis());
    json.put("threshold", (long) probe.threshold());
    return json;
  }

  private static Kind kind(Map<?, ?> map) {
    Kind found = null;
    for (Object key : map.keySet()) {
      Kind kind = NUMBERS.contains(key) ? null : kind((String) key);
      if (kind != null && found != null) {
        throw new IllegalArgumentException(
            "it has '" + found.word() + "' and '" + kind.word() + "', one probe asks one thing");
      }
      found = kind == null ? found : kind;
    }
    if (found == null) {
      throw new IllegalArgumentException("it has none of http, tcp, exec, log and file");
    }
    return found;
  }

  private static Kind kind(String key) {
    for (Kind kind : Kind.values()) {
      if (kind.word().equals(key)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("it has an unknown '" + Fields.shortened(key) + "'");
  }

  private static List<String> target(Kind kind, Object value) {
    if (kind == Kind.EXEC) {
      return command(value);
    }
    String text = text(kind, value);
    String sample = VARIABLE.matcher(text).replaceAll("1");
    boolean good =
        switch (kind) {
          case HTTP -> isHttp(sample);
          case TCP -> TCP.matcher(sample).matches();
          case FILE -> OsText.isUtf8(text);
          default -> true;
        };
    if (!good) {
      throw new IllegalArgumentException("'" + kind.word() + "' must be " + wanted(kind));
    }
    return List.of(text);
  }

  private static String wanted(Kind kind) {
    return switch (kind) {
      case HTTP -> "an address http://HOST[:PORT][/PATH]; for https use exec";
      case TCP -> "PORT, HOST:PORT or a UNIX socket's path";
      case EXEC -> "a command, as an array of words or one text";
      case LOG -> "a text";
      case FILE -> "a path in UTF-8";
    };
  }

  private static List<String> command(Object value) {
    List<String> words = new ArrayList<>();
    List<?> items = value instanceof List<?> list ? list : Words.split(text(Kind.EXEC, value));
    items.forEach(
        item -> words.add(item instanceof String word ? checked(word) : text(Kind.EXEC, item)));
    if (words.isEmpty() || words.get(0).isEmpty()) {
      throw new IllegalArgumentException("'exec' must be " + wanted(Kind.EXEC));
    }
    return words;
  }

  private static String text(Kind kind, Object value) {
    boolean scalar = value instanceof String || value instanceof Long || value instanceof Double;
    String text = scalar ? PmFields.asText(value) : "";
    if (text.isEmpty()) {
      throw new IllegalArgumentException("'" + kind.word() + "' must be " + wanted(kind));
    }
    return checked(text);
  }

  /** What can be bytes for the operating system. */
  static String checked(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("it has a NUL character in it");
    }
    try {
      OsText.encode(text);
      return text;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("it has characters in it that stand for no bytes", e);
    }
  }

  static boolean isHttp(String text) {
    try {
      URI uri = new URI(text);
      boolean port = uri.getPort() == -1 || uri.getPort() >= 1 && uri.getPort() <= 65_535;
      return "http".equalsIgnoreCase(uri.getScheme())
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && port;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static Duration millis(Map<?, ?> map, String key, Duration otherwise) {
    return Duration.ofMillis(number(map, key, otherwise.toMillis(), Probe.LONGEST.toMillis()));
  }

  private static long number(Map<?, ?> map, String key, long otherwise, long most) {
    Object value = map.get(key);
    if (value == null) {
      return otherwise;
    }
    String digits = value instanceof Boolean ? "" : PmFields.asText(value);
    if (!digits.matches("\\d{1,9}")
        || Long.parseLong(digits) < 1
        || Long.parseLong(digits) > most) {
      throw new IllegalArgumentException("'" + key + "' must be a whole number from 1 to " + most);
    }
    return Long.parseLong(digits);
  }
}

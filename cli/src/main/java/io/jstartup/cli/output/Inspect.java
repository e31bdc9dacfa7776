package io.jstartup.cli.output;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** JSON values as Node's {@code util.inspect} shows them, more or less: people and scripts look for {@code key: 'value'} in it. */
public final class Inspect {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

  private Inspect() {}

  /** Without a line end. */
  public static String text(Object value) {
    return text(value, "");
  }

  private static String text(Object value, String indent) {
    if (value instanceof Map<?, ?> map) {
      return map.isEmpty() ? "{}" : object(map, indent);
    }
    if (value instanceof List<?> list) {
      return list.isEmpty() ? "[]" : array(list, indent);
    }
    return value instanceof String text ? quoted(text) : Printable.line(String.valueOf(value));
  }

  private static String object(Map<?, ?> map, String indent) {
    String deeper = indent + "  ";
    return map.entrySet().stream()
        .map(entry -> key((String) entry.getKey()) + ": " + text(entry.getValue(), deeper))
        .collect(Collectors.joining(",\n" + deeper, "{\n" + deeper, "\n" + indent + "}"));
  }

  private static String array(List<?> list, String indent) {
    if (list.stream().noneMatch(item -> item instanceof Map || item instanceof List)) {
      return list.stream()
          .map(item -> text(item, indent))
          .collect(Collectors.joining(", ", "[ ", " ]"));
    }
    String deeper = indent + "  ";
    return list.stream()
        .map(item -> text(item, deeper))
        .collect(Collectors.joining(",\n" + deeper, "[\n" + deeper, "\n" + indent + "]"));
  }

  private static String key(String key) {
    return IDENTIFIER.matcher(key).matches() ? key : quoted(key);
  }

  private static String quoted(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\n", "\\n").replace("'", "\\'");
    return "'" + Printable.line(escaped) + "'";
  }
}

package io.jstartup.dump;

import io.jstartup.model.Secrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What of an app's entry nobody is shown who has not asked for secrets: what stands in place of its members and of its variables. The
 * entry keeps its shape.
 */
public record EntryMask(Map<String, Object> members, Map<String, String> variables) {
  private static final Set<String> SHOWN = Set.of("name", "namespace", "unique_id", "env");
  private static final Set<String> ARGUMENTS = Set.of("args", "node_args", "exec");

  /** Looks through an entry as {@link AppEntry#entry} makes it; that takes a while. */
  public static EntryMask of(Map<String, Object> entry) {
    Map<String, Object> members = new LinkedHashMap<>();
    entry.forEach(
        (name, value) -> {
          Object masked = SHOWN.contains(name) ? value : masked(name, value);
          if (!Objects.equals(masked, value)) {
            members.put(name, masked);
          }
        });
    Map<String, String> variables = new LinkedHashMap<>();
    if (entry.get("env") instanceof Map<?, ?> env) {
      env.forEach((name, value) -> mask((String) name, value, variables));
    }
    return new EntryMask(members, variables);
  }

  private static void mask(String name, Object value, Map<String, String> variables) {
    if (value instanceof String text && !variable(name, text).equals(text)) {
      variables.put(name, variable(name, text));
    }
  }

  /** Hides it all in this entry, or in a later one of the same app. */
  @SuppressWarnings("unchecked") // the keys of a JSON object are strings
  public void apply(Map<String, Object> entry) {
    entry.putAll(members);
    if (!variables.isEmpty() && entry.get("env") instanceof Map<?, ?> env) {
      Map<String, Object> shown = new LinkedHashMap<>((Map<String, Object>) env);
      shown.putAll(variables);
      entry.put("env", shown);
    }
  }

  /** One member as it may be shown. */
  static Object masked(String name, Object value) {
    if (value instanceof String text) {
      return variable(name, text);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> masked = new LinkedHashMap<>();
      map.forEach((key, item) -> masked.put((String) key, masked((String) key, item)));
      return masked;
    }
    return value instanceof List<?> list ? masked(name, list) : value;
  }

  private static List<Object> masked(String name, List<?> list) {
    if (ARGUMENTS.contains(name) && list.stream().allMatch(String.class::isInstance)) {
      return new ArrayList<>(
          Secrets.maskedArguments(list.stream().map(String.class::cast).toList()));
    }
    List<Object> masked = new ArrayList<>();
    list.forEach(item -> masked.add(masked(name, item)));
    return masked;
  }

  private static String variable(String name, String value) {
    String masked = Secrets.masked(name, value);
    return masked.equals(value) ? Secrets.maskedText(value) : masked;
  }
}

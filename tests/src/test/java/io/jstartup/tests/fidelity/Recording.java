package io.jstartup.tests.fidelity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a process of the recorder found when it started. One character for each byte, so that it compares byte for byte. */
public record Recording(Map<String, List<String>> values) {
  /** From lines of {@code KEY LENGTH:BYTES}. */
  public static Recording parse(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    Map<String, List<String>> values = new TreeMap<>();
    int at = 0;
    while (at < text.length()) {
      int blank = text.indexOf(' ', at);
      int colon = text.indexOf(':', blank);
      int end = colon + 1 + Integer.parseInt(text.substring(blank + 1, colon));
      values
          .computeIfAbsent(text.substring(at, blank), key -> new ArrayList<>())
          .add(text.substring(colon + 1, end));
      at = end + 1;
    }
    return new Recording(values);
  }

  /** All of this kind, in their order. */
  public List<String> all(String key) {
    return values.getOrDefault(key, List.of());
  }

  /** The value of a variable, or nothing. */
  public List<String> variable(String name) {
    return all("variable").stream()
        .filter(variable -> variable.startsWith(name + "="))
        .map(variable -> variable.substring(name.length() + 1))
        .toList();
  }
}

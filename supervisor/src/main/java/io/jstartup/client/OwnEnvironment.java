package io.jstartup.client;

import io.jstartup.model.OsText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** This process's environment as it was when the process began, byte for byte: Java's own view loses what is not in its charset. */
final class OwnEnvironment {
  private OwnEnvironment() {}

  static Map<String, String> read() {
    Map<String, String> variables = new LinkedHashMap<>();
    try {
      String block = OsText.decode(Files.readAllBytes(Path.of("/proc/self/environ")));
      for (String entry : block.split("\0")) {
        int equals = entry.indexOf('=');
        if (equals >= 0) {
          variables.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
        }
      }
    } catch (IOException e) {
      variables.putAll(System.getenv()); // no proc(5) here
    }
    return Collections.unmodifiableMap(variables);
  }
}

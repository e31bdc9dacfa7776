package io.jstartup.dump.resolve;

import java.util.List;
import java.util.Map;

/** Which interpreter a script file gets by its extension, and where a user gets that one from. */
final class Interpreters {
  static final String NODE = "node";

  private static final Map<String, List<String>> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("js", List.of(NODE)),
          Map.entry("mjs", List.of(NODE)),
          Map.entry("cjs", List.of(NODE)),
          Map.entry("py", List.of("python3", "python")),
          Map.entry("sh", List.of("bash", "sh")),
          Map.entry("rb", List.of("ruby")),
          Map.entry("php", List.of("php")),
          Map.entry("pl", List.of("perl")),
          Map.entry("coffee", List.of("coffee")),
          Map.entry("ls", List.of("lsc")),
          Map.entry("jar", List.of("java")),
          Map.entry("ts", List.of("bun")),
          Map.entry("tsx", List.of("bun")));

  private static final Map<String, String> DEBIAN_PACKAGES =
      Map.of(
          NODE,
          "nodejs",
          "python3",
          "python3",
          "python",
          "python3",
          "ruby",
          "ruby",
          "php",
          "php-cli",
          "perl",
          "perl",
          "bash",
          "bash",
          "coffee",
          "coffeescript",
          "java",
          "default-jre-headless");

  private Interpreters() {}

  /** The commands to try, the best first; empty when the extension says nothing. */
  static List<String> of(String script) {
    return BY_EXTENSION.getOrDefault(extension(script), List.of());
  }

  static boolean isJar(String script) {
    return extension(script).equals("jar");
  }

  private static String extension(String script) {
    int dot = script.lastIndexOf('.');
    return dot > script.lastIndexOf('/') ? script.substring(dot + 1) : "";
  }

  /** What to do when this command is not there. */
  static String remedy(String command) {
    String packageName = DEBIAN_PACKAGES.get(command);
    String other = "give its path with --interpreter";
    return packageName == null
        ? "install it, or " + other
        : "install it (apt install " + packageName + "), or " + other;
  }
}

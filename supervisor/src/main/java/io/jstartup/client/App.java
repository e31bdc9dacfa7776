package io.jstartup.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An app to be started: a script, an executable or a command line, and its attributes by the names that process files have for them.
 * Immutable: each method gives another one.
 */
public final class App {
  private final Map<String, Object> attributes;

  private App(Map<String, Object> attributes) {
    this.attributes = Collections.unmodifiableMap(attributes);
  }

  /**
   * An app without attributes yet.
   *
   * @param script a file, relative to the working directory, or a command; with blanks in it, and when it is no file, a shell's command
   *     line
   */
  public static App of(String script) {
    return new App(new LinkedHashMap<>(Map.of("script", script)));
  }

  /** Its name; without one: the script's. */
  public App name(String name) {
    return with("name", name);
  }

  public App namespace(String namespace) {
    return with("namespace", namespace);
  }

  /** Its own arguments, each as it is. */
  public App args(String... args) {
    return with("args", new ArrayList<Object>(Arrays.asList(args)));
  }

  /** One more variable, on top of this process's environment. */
  public App env(String name, String value) {
    Map<String, Object> env = new LinkedHashMap<>();
    if (attributes.get("env") instanceof Map<?, ?> before) {
      before.forEach((key, old) -> env.put((String) key, old));
    }
    env.put(name, value);
    return with("env", env);
  }

  public App cwd(Path folder) {
    return with("cwd", folder.toString());
  }

  /** What runs the script; {@code none}: it runs as it is. */
  public App interpreter(String program) {
    return with("interpreter", program);
  }

  public App instances(int count) {
    return with("instances", (long) count);
  }

  /** Its stop signal, such as {@code SIGTERM}. */
  public App killSignal(String signal) {
    return with("kill_signal", signal);
  }

  /** How long its handler may take when it is stopped, in whole ms. */
  public App killTimeout(Duration time) {
    return with("kill_timeout", time.toMillis());
  }

  /**
   * Any attribute.
   *
   * @param attribute as in a process file: {@code max_restarts}
   * @param value a text, a number, a boolean, a list or a map of these
   */
  public App with(String attribute, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(attributes);
    more.put(attribute, value instanceof Integer number ? number.longValue() : value);
    return new App(more);
  }

  Map<String, Object> attributes() {
    return attributes;
  }

  String subject() {
    return "'" + attributes.getOrDefault("name", attributes.get("script")) + "'";
  }
}

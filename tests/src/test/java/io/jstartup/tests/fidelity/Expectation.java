package io.jstartup.tests.fidelity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.jstartup.model.OsText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a specification's process has to find, in the form of a {@link Recording}. */
final class Expectation {
  /** Different for each instance and not to be known beforehand. */
  private static final Set<String> OF_THE_INSTANCE = Set.of("unique_id", "pm_id");

  /** What a service goes without, as no supervisor has to know its processes. */
  private static final String HOME = "JSTARTUP_HOME";

  private final Specification app;
  private final Home home;
  private final int usualNice;
  private final boolean service;

  /** @param service whether the init system itself runs it */
  Expectation(Specification app, Home home, int usualNice, boolean service) {
    this.service = service;
    this.app = app;
    this.home = home;
    this.usualNice = usualNice;
  }

  /** What is different, a line for each kind of thing; empty when all is as it has to be. */
  List<String> differences(Recording found) {
    Map<String, List<String>> wanted = values();
    Map<String, List<String>> had = comparable(found);
    Set<String> keys = new TreeSet<>(wanted.keySet());
    keys.addAll(had.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(wanted.get(key), had.get(key)))
        .map(
            key ->
                String.format(
                    "app %d, %s: wanted %s, found %s",
                    app.number(), key, wanted.get(key), had.get(key)))
        .toList();
  }

  /** Of the limits only what was asked for; what the hook gives is no part of the app. */
  private Map<String, List<String>> values() {
    Map<String, List<String>> values = new TreeMap<>();
    values.put("argument", arguments());
    values.put("variable", variables());
    values.put("cwd", List.of(bytes(app.cwd())));
    Identity identity = app.identity();
    values.put("uid", List.of("" + identity.uid()));
    values.put("effective-uid", List.of("" + identity.uid()));
    values.put("gid", List.of("" + identity.gid()));
    values.put("effective-gid", List.of("" + identity.gid()));
    values.put("group", identity.groups().stream().map(String::valueOf).toList());
    values.put("umask", List.of("" + Integer.parseInt(app.umask().orElse("022"), 8)));
    values.put("nice", List.of("" + app.nice().orElse(usualNice)));
    app.files()
        .ifPresent(
            limit -> {
              values.put("soft-nofile", List.of("" + limit.soft()));
              values.put("hard-nofile", List.of("" + limit.hard()));
            });
    values.put("leads-session", List.of("1"));
    return values;
  }

  private List<String> arguments() {
    List<String> argv = new ArrayList<>(List.of(app.program()));
    argv.addAll(app.interpreterArgs());
    app.script().ifPresent(argv::add);
    argv.addAll(app.args());
    return argv.stream().map(Expectation::bytes).toList();
  }

  private List<String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    if (app.inherits()) {
      variables.putAll(home.variables());
    }
    if (!app.identity().asked().isEmpty()) {
      variables.keySet().removeAll(Set.of("HOME", "USER", "LOGNAME"));
    }
    variables.putAll(app.identity().variables());
    variables.putAll(app.env());
    variables.put("name", app.name());
    variables.put("NODE_APP_INSTANCE", "0");
    variables.put(HOME, home.jstartup());
    if (service) {
      variables.remove(HOME);
    }
    return variables.entrySet().stream()
        .map(variable -> bytes(variable.getKey() + "=" + variable.getValue()))
        .sorted()
        .toList();
  }

  /** The comparable part of what was found. */
  private Map<String, List<String>> comparable(Recording found) {
    Map<String, List<String>> values = new TreeMap<>(found.values());
    values.computeIfPresent(
        "variable",
        (key, all) ->
            all.stream()
                .filter(it -> !OF_THE_INSTANCE.contains(it.split("=", 2)[0]))
                .filter(it -> !service || !it.startsWith(HOME + "="))
                .sorted()
                .toList());
    values.computeIfPresent(
        "group",
        (key, all) -> all.stream().map(Integer::valueOf).sorted().map(String::valueOf).toList());
    if (app.files().isEmpty()) {
      values.remove("soft-nofile");
      values.remove("hard-nofile");
    }
    return values;
  }

  private static String bytes(String text) {
    return new String(OsText.encode(text), ISO_8859_1);
  }
}

package io.jstartup.dump.processfile;

import io.jstartup.dump.json.Json;
import io.jstartup.model.CrashLoop;
import io.jstartup.model.DrainPolicy;
import io.jstartup.model.Problem;
import io.jstartup.model.Secrets;
import io.jstartup.model.StopSignal;
import io.jstartup.model.exec.EnvironmentFilter;
import io.jstartup.model.exec.Limit;
import io.jstartup.model.exec.Resource;
import io.jstartup.model.listen.ListenAddress;
import io.jstartup.model.ready.Probe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The attributes of one app as it was asked for, by a process file or by options: checked one by one, not yet against the machine. */
public final class Attributes {
  private final String subject;
  private final Map<String, Object> values;
  private final Map<String, Object> later;

  private Attributes(String subject, Map<String, Object> values, Map<String, Object> later) {
    this.subject = subject;
    this.values = values;
    this.later = later;
  }

  /**
   * Checks and converts.
   *
   * @param subject the app as messages name it: {@code app 'web' of '/srv/apps.json'}
   * @param raw by name, alias or camelCase alias; JSON values, of which null is the same as not given, as is "" for a log
   * @param problems gets all that is wrong; with any the result is of no use
   * @param warnings gets the attributes that nothing acts on yet and that ask for something
   */
  public static Attributes of(
      String subject, Map<?, ?> raw, List<Problem> problems, List<Problem> warnings) {
    Attributes attributes = new Attributes(subject, new LinkedHashMap<>(), new LinkedHashMap<>());
    raw.forEach((key, value) -> attributes.put((String) key, value, problems, warnings));
    return attributes;
  }

  private void put(String key, Object value, List<Problem> problems, List<Problem> warnings) {
    Optional<Attribute> attribute = Attribute.find(key);
    if (attribute.isEmpty()) {
      problems.add(unknown(key));
    } else if (!attribute.get().isNone(value)) {
      put(attribute.get(), key, value, problems, warnings);
    }
  }

  private void put(
      Attribute attribute,
      String key,
      Object value,
      List<Problem> problems,
      List<Problem> warnings) {
    Map<String, Object> target = attribute.later() ? later : values;
    try {
      Object converted = attribute.type().convert(value);
      Object before = target.put(attribute.name(), converted);
      if (before != null) {
        problems.add(problem("'" + key + "' is given twice, as an alias too"));
      } else if (attribute.later() && !attribute.isOff(converted)) {
        warnings.add(notYet(key));
      }
    } catch (BadValue e) {
      String wanted = "'" + key + "' must be " + attribute.type().wanted();
      String why = e.getMessage() == null ? "" : ": " + e.getMessage();
      problems.add(
          problem(
              wanted + (isTold(attribute, value, why) ? "" : ", not " + shown(key, value)) + why));
    }
  }

  /** An array or object may be right as such: then the reason tells what is wrong in it. Variables are full of secrets, perhaps. */
  private static boolean isTold(Attribute attribute, Object value, String why) {
    boolean composed = value instanceof Map || value instanceof List;
    return attribute.type() == AttributeType.VARIABLES || (composed && !why.isEmpty());
  }

  private Problem unknown(String key) {
    String remedy = Attribute.nearest(key).map(near -> "did you mean '" + near + "'?").orElse("");
    return new Problem("cannot use " + subject, "unknown attribute '" + key + "'", remedy);
  }

  /** What is wrong with this app, for its messages to begin alike. */
  public Problem problem(String why) {
    return problem(why, "");
  }

  public Problem problem(String why, String remedy) {
    return new Problem("cannot use " + subject, why, remedy);
  }

  private Problem notYet(String key) {
    return new Problem(subject, "'" + key + "' is kept, but this version does nothing with it yet");
  }

  /** Of what has parts no more than its kind: who knows what is in them. */
  private static String shown(String key, Object value) {
    if (value instanceof Map || value instanceof List) {
      return value instanceof Map ? "an object" : "an array";
    }
    String text = Secrets.masked(key, Json.compactText(value));
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable((String) values.get(name));
  }

  public boolean flag(String name, boolean otherwise) {
    return (Boolean) values.getOrDefault(name, otherwise);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public Optional<Long> number(String name) {
    return Optional.ofNullable((Long) values.get(name));
  }

  public Optional<Duration> millis(String name) {
    return number(name).map(Duration::ofMillis);
  }

  @SuppressWarnings("unchecked") // that is what the type makes of it
  public List<String> words(String name) {
    return (List<String>) values.getOrDefault(name, List.of());
  }

  @SuppressWarnings("unchecked") // that is what the type makes of it
  public List<Integer> integers(String name) {
    return (List<Integer>) values.getOrDefault(name, List.of());
  }

  @SuppressWarnings("unchecked") // that is what the type makes of it
  public Map<String, String> variables(String name) {
    return (Map<String, String>) values.getOrDefault(name, Map.of());
  }

  /** As its type made it; for an attribute that may be of several kinds. */
  public Optional<Object> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  public Optional<Probe> probe(String name) {
    return Optional.ofNullable((Probe) values.get(name));
  }

  public DrainPolicy drain() {
    return (DrainPolicy) values.getOrDefault("drain", DrainPolicy.NONE);
  }

  public Optional<CrashLoop> crashLoop() {
    return Optional.ofNullable((CrashLoop) values.get("crash_loop"));
  }

  public Optional<StopSignal> signal(String name) {
    return Optional.ofNullable((StopSignal) values.get(name));
  }

  public Optional<EnvironmentFilter> environmentFilter(String name) {
    return Optional.ofNullable((EnvironmentFilter) values.get(name));
  }

  public Optional<Integer> umask(String name) {
    return Optional.ofNullable((Integer) values.get(name));
  }

  @SuppressWarnings("unchecked") // that is what the type makes of it
  public List<ListenAddress> listen() {
    return (List<ListenAddress>) values.getOrDefault("listen", List.of());
  }

  @SuppressWarnings("unchecked") // that is what the type makes of it
  public Map<Resource, Limit> limits(String name) {
    return (Map<Resource, Limit>) values.getOrDefault(name, Map.of());
  }

  /** All {@code env_NAME} that it has, by that name. */
  public Map<String, Map<String, String>> environments() {
    Map<String, Map<String, String>> environments = new LinkedHashMap<>();
    values.keySet().stream()
        .filter(name -> name.startsWith("env_"))
        .forEach(name -> environments.put(name, variables(name)));
    return environments;
  }

  /** Empty when not given, else the number, or for {@code max} a 0. */
  public Optional<Long> instances() {
    Object value = values.get("instances");
    return Optional.ofNullable(value).map(given -> given.equals("max") ? 0L : (Long) given);
  }

  /** What was given, by the saved list's names and in its form; not for all types. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    values.forEach((name, value) -> fields.put(name, field(value)));
    return fields;
  }

  private static Object field(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Attributes::field).toList();
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    return value instanceof CrashLoop loop ? loop.text() : value;
  }

  /** Those that nothing acts on yet, by their PM2 names. */
  public Map<String, Object> later() {
    return later;
  }
}

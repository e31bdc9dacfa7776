package io.jstartup.dump.processfile;

import static io.jstartup.dump.processfile.AttributeType.ANY;
import static io.jstartup.dump.processfile.AttributeType.COUNT;
import static io.jstartup.dump.processfile.AttributeType.CRASH_LOOP;
import static io.jstartup.dump.processfile.AttributeType.CRON;
import static io.jstartup.dump.processfile.AttributeType.DATE_FORMAT;
import static io.jstartup.dump.processfile.AttributeType.DRAIN;
import static io.jstartup.dump.processfile.AttributeType.EXEC_MODE;
import static io.jstartup.dump.processfile.AttributeType.EXIT_CODES;
import static io.jstartup.dump.processfile.AttributeType.FILTER;
import static io.jstartup.dump.processfile.AttributeType.FLAG;
import static io.jstartup.dump.processfile.AttributeType.HEALTH_PROBE;
import static io.jstartup.dump.processfile.AttributeType.INSTANCES;
import static io.jstartup.dump.processfile.AttributeType.LIMITS;
import static io.jstartup.dump.processfile.AttributeType.LISTEN;
import static io.jstartup.dump.processfile.AttributeType.LOG_FILE;
import static io.jstartup.dump.processfile.AttributeType.LOG_TYPE;
import static io.jstartup.dump.processfile.AttributeType.MILLIS;
import static io.jstartup.dump.processfile.AttributeType.NICE;
import static io.jstartup.dump.processfile.AttributeType.OBJECT;
import static io.jstartup.dump.processfile.AttributeType.PATTERNS;
import static io.jstartup.dump.processfile.AttributeType.READY_PROBE;
import static io.jstartup.dump.processfile.AttributeType.RETAIN;
import static io.jstartup.dump.processfile.AttributeType.SIGNAL;
import static io.jstartup.dump.processfile.AttributeType.SIZE;
import static io.jstartup.dump.processfile.AttributeType.STOP_MILLIS;
import static io.jstartup.dump.processfile.AttributeType.TEXT;
import static io.jstartup.dump.processfile.AttributeType.UMASK;
import static io.jstartup.dump.processfile.AttributeType.UPTIME;
import static io.jstartup.dump.processfile.AttributeType.VARIABLE;
import static io.jstartup.dump.processfile.AttributeType.VARIABLES;
import static io.jstartup.dump.processfile.AttributeType.WATCH;
import static io.jstartup.dump.processfile.AttributeType.WATCH_DELAY;
import static io.jstartup.dump.processfile.AttributeType.WORDS;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One row of the table of all attributes.
 *
 * @param name PM2's name for it
 * @param type what it may be
 * @param later known, checked and kept, but nothing acts on it yet
 */
record Attribute(String name, AttributeType type, boolean later) {
  private static final Map<String, Attribute> BY_NAME = new LinkedHashMap<>();

  /** Where an empty text is taken for none, as by PM2: a variable that has no value, mostly. */
  private static final Set<String> MAY_BE_EMPTY =
      Set.of("out_file", "error_file", "log_file", "pid_file", "log_date_format");

  private static final Pattern CAPITAL = Pattern.compile("([a-z0-9])([A-Z])");

  static {
    now(TEXT, "script", "exec", "cmd", "command");
    now(TEXT, "name");
    now(TEXT, "namespace");
    now(TEXT, "cwd");
    now(WORDS, "args");
    now(TEXT, "exec_interpreter", "interpreter");
    now(WORDS, "node_args", "interpreter_args");
    now(EXEC_MODE, "exec_mode");
    now(FLAG, "execute_command");
    now(INSTANCES, "instances");
    now(TEXT, "instance_var");
    now(VARIABLES, "env");
    now(COUNT, "port");
    now(TEXT, "out_file", "out", "output", "out_log");
    now(TEXT, "error_file", "error", "err", "err_file", "err_log");
    now(FLAG, "merge_logs", "combine_logs");
    now(LOG_FILE, "log_file", "log");
    now(FLAG, "disable_logs");
    now(LOG_TYPE, "log_type");
    now(DATE_FORMAT, "log_date_format");
    now(FLAG, "time");
    now(FLAG, "log_rotate");
    now(SIZE, "log_max_size");
    now(RETAIN, "log_retain");
    now(FLAG, "log_compress");
    now(DATE_FORMAT, "log_rotate_date_format");
    now(TEXT, "pid_file", "pid");
    now(FLAG, "autostart");
    now(FLAG, "autorestart");
    now(STOP_MILLIS, "kill_timeout");
    now(SIGNAL, "kill_signal");
    now(FLAG, "treekill");
    now(FLAG, "shutdown_with_message");
    now(DRAIN, "drain");
    now(STOP_MILLIS, "listen_timeout");
    now(FLAG, "wait_ready");
    now(FLAG, "notify");
    now(STOP_MILLIS, "watchdog");
    now(READY_PROBE, "ready");
    now(HEALTH_PROBE, "health");
    now(COUNT, "max_restarts");
    now(UPTIME, "min_uptime");
    now(MILLIS, "restart_delay");
    now(MILLIS, "exp_backoff_restart_delay");
    now(EXIT_CODES, "stop_exit_codes");
    now(CRASH_LOOP, "crash_loop");
    now(SIZE, "max_memory_restart");
    now(CRON, "cron_restart", "cron");
    now(VARIABLE, "increment_var");
    now(WATCH, "watch");
    now(PATTERNS, "ignore_watch");
    now(WATCH_DELAY, "watch_delay");
    now(OBJECT, "watch_options");
    now(WORDS, "ext");
    now(LISTEN, "listen");

    now(FLAG, "append_env_to_name");
    now(FILTER, "filter_env");
    now(TEXT, "uid", "user");
    now(TEXT, "gid");
    now(TEXT, "username");
    now(UMASK, "umask");
    now(NICE, "nice");
    now(LIMITS, "limits");

    later(TEXT, "name_prefix");
    later(MILLIS, "kill_retry_time");
    later(FLAG, "force");
    later(FLAG, "write");
    later(FLAG, "windowsHide");
    later(TEXT, "install_url");
    later(WORDS, "post_update");
    later(ANY, "vizion");
    later(ANY, "pmx");
    later(ANY, "automation");
    later(ANY, "trace");
    later(ANY, "disable_trace");
    later(ANY, "v8");
    later(ANY, "event_loop_inspector");
    later(ANY, "deep_monitoring");
    later(ANY, "io");
    later(ANY, "source_map_support");
    later(ANY, "disable_source_map_support");
  }

  private static void now(AttributeType type, String name, String... aliases) {
    enter(new Attribute(name, type, false), aliases);
  }

  private static void later(AttributeType type, String name, String... aliases) {
    enter(new Attribute(name, type, true), aliases);
  }

  private static void enter(Attribute attribute, String... aliases) {
    BY_NAME.put(attribute.name, attribute);
    List.of(aliases).forEach(alias -> BY_NAME.put(alias, attribute));
  }

  /** By its name, an alias, or either in camelCase; {@code env_production} and the like are attributes of their own. */
  static Optional<Attribute> find(String key) {
    if (key.startsWith("env_") && key.length() > "env_".length()) {
      return Optional.of(new Attribute(key, VARIABLES, false));
    }
    Attribute exact = BY_NAME.get(key);
    return exact != null ? Optional.of(exact) : Optional.ofNullable(BY_NAME.get(snakeCase(key)));
  }

  /** Whether this value is the same as none. */
  boolean isNone(Object value) {
    return value == null || (value.equals("") && MAY_BE_EMPTY.contains(name));
  }

  /** Whether a value of this attribute, which nothing acts on, asks for what happens anyway. */
  boolean isOff(Object value) {
    return Set.of("false", "0").contains(value.toString()) || name.startsWith("disable_");
  }

  private static String snakeCase(String key) {
    return CAPITAL.matcher(key).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
  }

  /** The known name that this one was probably meant to be. */
  static Optional<String> nearest(String key) {
    return NearestName.of(snakeCase(key), names());
  }

  static Set<String> names() {
    return BY_NAME.keySet();
  }
}

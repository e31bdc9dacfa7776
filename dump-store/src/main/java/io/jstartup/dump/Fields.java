package io.jstartup.dump;

import io.jstartup.model.OsText;
import io.jstartup.model.Problem;
import io.jstartup.model.Secrets;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of one entry by type. What is wrong with one becomes a problem in the caller's list, and a stand-in comes back, so that
 * reading goes on to the next one. Missing and null are the same.
 */
final class Fields {
  private static final Set<String> READ =
      Set.of(
          "name",
          "namespace",
          "pm_exec_path",
          "pm_cwd",
          "args",
          "exec_interpreter",
          "node_args",
          "exec_mode",
          "instance_var",
          "unique_id",
          "status",
          AppEntry.SERVICE,
          AppEntry.GATE,
          "autostart",
          "autorestart",
          "max_restarts",
          "min_uptime",
          "restart_delay",
          "exp_backoff_restart_delay",
          "stop_exit_codes",
          "crash_loop",
          "max_memory_restart",
          "cron_restart",
          "increment_var",
          "kill_signal",
          "kill_timeout",
          "treekill",
          "shutdown_with_message",
          "drain",
          "listen_timeout",
          "wait_ready",
          "notify",
          "watchdog",
          "ready",
          "health",
          "pm_out_log_path",
          "pm_err_log_path",
          "pm_log_path",
          "merge_logs",
          "disable_logs",
          "log_type",
          "log_date_format",
          "time",
          "log_rotate",
          "log_max_size",
          "log_retain",
          "log_compress",
          "log_rotate_date_format",
          "pm_pid_path",
          "watch",
          "ignore_watch",
          "watch_delay",
          "watch_options",
          "watch_ext",
          "listen",
          "env",
          "pm_id",
          "instances",
          "uid",
          "gid",
          "groups",
          "umask",
          "nice",
          "limits",
          "filter_env",
          "own_env");

  private final Map<String, Object> entry;
  private final String subject;
  private final List<Problem> problems;
  private final Set<String> used = new HashSet<>();

  Fields(Map<String, Object> entry, String subject, List<Problem> problems) {
    this.entry = entry;
    this.subject = subject;
    this.problems = problems;
  }

  static boolean isRead(String key) {
    return READ.contains(key);
  }

  boolean used(String key) {
    return used.contains(key);
  }

  void use(String key) {
    used.add(key);
  }

  boolean hasVariable(String name) {
    return entry.get("env") instanceof Map<?, ?> env && env.containsKey(name);
  }

  /** Whether it is there, and not one of the app's variables that PM2 repeats among the fields. */
  boolean ours(String key) {
    Object value = entry.get(key);
    boolean repeated =
        entry.get("env") instanceof Map<?, ?> env
            && env.get(key) != null
            && PmFields.asText(env.get(key)).equals(PmFields.asText(value));
    return value != null && !repeated;
  }

  void reject(String key, String why) {
    problems.add(
        new Problem("cannot use " + subject, "'" + key + "' " + why + shown(key, entry.get(key))));
  }

  /** An environment is full of secrets. */
  private static String shown(String key, Object value) {
    boolean hidden = value == null || key.equals("env");
    return hidden ? "" : ": " + shortened(Secrets.masked(key, PmFields.asText(value)));
  }

  static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }

  Object value(String key) {
    used.add(key);
    return entry.get(key);
  }

  /** Must be there. */
  String text(String key) {
    Object value = value(key);
    if (value == null || value.equals("")) {
      reject(key, "is missing");
      return "";
    }
    return text(key, "");
  }

  String text(String key, String otherwise) {
    Object value = value(key);
    if (value == null || value.equals("")) {
      return otherwise;
    }
    if (value instanceof Map || value instanceof List || value instanceof Boolean) {
      reject(key, "is not a text");
      return otherwise;
    }
    return checked(key, PmFields.asText(value));
  }

  private String checked(String key, String text) {
    if (text.indexOf('\0') >= 0) {
      reject(key, "has a NUL character in it");
    } else if (!canBeBytes(text)) {
      reject(key, "has characters in it that stand for no bytes");
    }
    return text;
  }

  private static boolean canBeBytes(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return canBeEncoded(text);
      }
    }
    return true;
  }

  private static boolean canBeEncoded(String text) {
    try {
      OsText.encode(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** An absolute path that must be there. */
  String path(String key) {
    return path(key, null);
  }

  /** {@code NULL} is PM2's word for {@code /dev/null}. */
  String path(String key, String otherwise) {
    String path = otherwise == null ? text(key) : text(key, otherwise);
    if (path.equals("NULL")) {
      return "/dev/null";
    }
    if (!path.isEmpty() && !path.startsWith("/")) {
      reject(key, "is not an absolute path");
    } else if (!OsText.isUtf8(path)) {
      reject(key, "is a path that is not UTF-8");
    }
    return path;
  }

  boolean flag(String key, boolean otherwise) {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    String word = PmFields.asText(value);
    if (!word.equals("true") && !word.equals("false")) {
      reject(key, "is not true or false");
    }
    return word.equals("true");
  }

  Duration millis(String key, Duration otherwise, Duration longest) {
    return Duration.ofMillis(number(key, otherwise.toMillis(), 0, longest.toMillis()));
  }

  long number(String key, long otherwise, long least, long most) {
    Object value = value(key);
    if (value == null || value.equals("")) {
      return otherwise;
    }
    Long number = integer(value);
    if (number == null || number < least || number > most) {
      reject(key, "is not a whole number from " + least + " to " + most);
      return otherwise;
    }
    return number;
  }

  private static Long integer(Object value) {
    if (value instanceof Long number) {
      return number;
    }
    if (!(value instanceof Number || value instanceof String)) {
      return null;
    }
    String digits = value.toString().trim();
    try {
      return digits.length() > 30 ? null : (Long) new BigDecimal(digits).longValueExact();
    } catch (NumberFormatException e) {
      return null;
    } catch (ArithmeticException e) {
      return null;
    }
  }

  Set<Integer> integers(String key) {
    Set<Integer> integers = new HashSet<>();
    for (Object item : list(value(key))) {
      Long number = integer(item == null ? "" : item);
      if (number == null || number != number.intValue()) {
        reject(key, "has something in it that is no whole number");
      } else {
        integers.add(number.intValue());
      }
    }
    return integers;
  }

  List<String> words(String key) {
    List<String> words = new ArrayList<>();
    Object value = value(key);
    for (Object item : value instanceof String text ? Words.split(text) : list(value)) {
      if (item != null) {
        words.add(checked(key, PmFields.asText(item)));
      }
    }
    return words;
  }

  private static List<?> list(Object value) {
    if (value == null || value.equals("")) {
      return List.of();
    }
    return value instanceof List<?> list ? list : List.of(value);
  }

  /** Mutable. An empty object is PM2's note about the settings of a module, not a variable. */
  Map<String, String> variables(String key) {
    Map<String, String> variables = new LinkedHashMap<>();
    Object value = value(key);
    if (value != null && !(value instanceof Map)) {
      reject(key, "is not an object");
    } else if (value != null) {
      ((Map<?, ?>) value).forEach((name, text) -> putVariable(key, variables, (String) name, text));
    }
    return variables;
  }

  private void putVariable(String key, Map<String, String> variables, String name, Object value) {
    if (name.isEmpty() || name.indexOf('=') >= 0) {
      reject(key, "has a variable with an impossible name, '" + shortened(name) + "'");
    } else if (!(value instanceof Map<?, ?> map && map.isEmpty())) {
      checked(key, name);
      variables.put(name, checked(key, PmFields.asText(value)));
    }
  }
}

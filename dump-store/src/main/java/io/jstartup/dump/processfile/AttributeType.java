package io.jstartup.dump.processfile;

import io.jstartup.dump.DrainForm;
import io.jstartup.dump.ListenForm;
import io.jstartup.dump.ProbeForm;
import io.jstartup.dump.Umask;
import io.jstartup.dump.Words;
import io.jstartup.model.CrashLoop;
import io.jstartup.model.LogPolicy;
import io.jstartup.model.LogRotation;
import io.jstartup.model.LogType;
import io.jstartup.model.StopSignal;
import io.jstartup.model.WatchPattern;
import io.jstartup.model.WatchPolicy;
import io.jstartup.model.cron.CronPattern;
import io.jstartup.model.exec.EnvironmentFilter;
import io.jstartup.model.exec.Execution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an attribute's value may be, by PM2's rules: a numeric string will do for a number, a string of words for an array. */
enum AttributeType {
  /** {@code String}; not empty. */
  TEXT("a text") {
    @Override
    Object convert(Object value) {
      String text = Texts.scalar(value);
      if (text.isEmpty() || value instanceof Boolean) {
        throw new BadValue();
      }
      return text;
    }
  },
  /** {@code Boolean}. */
  FLAG("true or false") {
    @Override
    Object convert(Object value) {
      return switch (value.toString()) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new BadValue();
      };
    }
  },
  /** {@code Long} from 0 to the largest int. */
  COUNT("a whole number, 0 or more") {
    @Override
    Object convert(Object value) {
      return WholeNumbers.whole(value, 0, Integer.MAX_VALUE);
    }
  },
  /** {@code Long}, at most a day. */
  STOP_MILLIS("a whole number of ms, at most a day") {
    @Override
    Object convert(Object value) {
      return WholeNumbers.whole(value, 0, DAY_MILLIS);
    }
  },
  /** {@code Long}. */
  MILLIS("a whole number of ms, at most a year") {
    @Override
    Object convert(Object value) {
      return WholeNumbers.whole(value, 0, 365 * DAY_MILLIS);
    }
  },
  /** {@code Long}, in ms, from such as {@code 1000}, {@code 10s}, {@code 5m}, {@code 1h}. */
  UPTIME("ms, or a number with s, m or h behind it, at least 100 ms") {
    @Override
    Object convert(Object value) {
      return WholeNumbers.withUnit(
          value, Map.of("", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L), 100, 365 * DAY_MILLIS);
    }
  },
  /** {@code Long}, in bytes, from such as {@code 1000000}, {@code 200M}. */
  SIZE("bytes, or a number with K, M or G behind it") {
    @Override
    Object convert(Object value) {
      return WholeNumbers.withUnit(
          value, Map.of("", 1L, "K", 1L << 10, "M", 1L << 20, "G", 1L << 30), 0, 1L << 50);
    }
  },
  /** {@code Long}, or {@code "max"}. */
  INSTANCES("a whole number or 'max'") {
    @Override
    Object convert(Object value) {
      return value.equals("max") ? value : (Object) WholeNumbers.whole(value, -10_000, 10_000);
    }
  },
  /** {@code List<String>}. */
  WORDS("an array of texts, or one text") {
    @Override
    Object convert(Object value) {
      if (!(value instanceof List<?> list)) {
        return Words.split(Texts.scalar(value));
      }
      return Texts.each(list, Texts::scalar);
    }
  },
  /** {@code List<Integer>}. */
  EXIT_CODES("whole numbers") {
    @Override
    Object convert(Object value) {
      List<?> items = value instanceof List<?> list ? list : Words.split(Texts.scalar(value));
      return Texts.each(
          items, item -> (int) WholeNumbers.whole(item, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }
  },
  /** {@code List<ListenAddress>}. */
  LISTEN(
      "a port, IP-ADDRESS:PORT, [IPv6]:PORT or /path, an array of these or of {name, address, stdin, mode, user, group}") {
    @Override
    Object convert(Object value) {
      try {
        return ListenForm.read(value);
      } catch (IllegalArgumentException e) {
        throw new BadValue(e.getMessage());
      }
    }
  },
  /** {@code CrashLoop}. */
  CRASH_LOOP("so many exits within so much time, such as 16/60s, or 0 for none") {
    @Override
    Object convert(Object value) {
      return CrashLoop.parse(value instanceof Boolean ? value.toString() : Texts.scalar(value))
          .orElseThrow(BadValue::new);
    }
  },
  /** {@code String}: a pattern that can be read; empty for none. */
  CRON("a cron pattern such as '0 3 * * *', or 0 for none") {
    @Override
    Object convert(Object value) {
      String text = value instanceof Boolean ? value.toString() : Texts.scalar(value).trim();
      if (text.equals("0") || text.equals("false")) {
        return "";
      }
      try {
        CronPattern.parse(text);
        return text;
      } catch (IllegalArgumentException e) {
        throw new BadValue(e.getMessage());
      }
    }
  },
  /** {@code String}: a name that a variable of an environment can have. */
  VARIABLE("a variable's name") {
    @Override
    Object convert(Object value) {
      return Texts.variableName(value instanceof Boolean ? "" : Texts.scalar(value));
    }
  },
  /** {@code Map<String, String>}. */
  VARIABLES("an object of names and values") {
    @Override
    Object convert(Object value) {
      if (!(value instanceof Map<?, ?> map)) {
        throw new BadValue();
      }
      Map<String, String> variables = new LinkedHashMap<>();
      map.forEach(
          (name, text) -> variables.put(Texts.variableName((String) name), Texts.variable(text)));
      return variables;
    }
  },
  /** {@code Boolean} or {@code List<String>} of paths. */
  WATCH("true, false, a path or an array of paths") {
    @Override
    Object convert(Object value) {
      boolean flag = value instanceof Boolean || value.equals("true") || value.equals("false");
      return flag ? (Object) Boolean.parseBoolean(value.toString()) : WORDS.convert(value);
    }
  },
  /** {@code List<String>}, each of which {@link WatchPattern} can read. */
  PATTERNS("an array of paths or patterns such as '*.log'") {
    @Override
    Object convert(Object value) {
      Object words = WORDS.convert(value);
      ((List<?>) words).forEach(word -> checkPattern((String) word));
      return words;
    }
  },
  /** {@code Long} of ms: a number under 100 means seconds, as PM2 takes it. */
  WATCH_DELAY("seconds, or ms such as '4000ms', at most an hour") {
    @Override
    Object convert(Object value) {
      return WholeNumbers.secondsOrMillis(value, WatchPolicy.LONGEST_DELAY.toMillis());
    }
  },
  /** {@code Map}. */
  OBJECT("an object") {
    @Override
    Object convert(Object value) {
      if (!(value instanceof Map<?, ?>)) {
        throw new BadValue();
      }
      return value;
    }
  },
  /** {@code Probe}. */
  READY_PROBE(ProbeForm.WANTED) {
    @Override
    Object convert(Object value) {
      return probe(ProbeForm.ready(), value);
    }
  },
  /** {@code Probe}. */
  HEALTH_PROBE(ProbeForm.WANTED) {
    @Override
    Object convert(Object value) {
      return probe(ProbeForm.health(), value);
    }
  },
  /** {@code DrainPolicy}. */
  DRAIN(DrainForm.WANTED) {
    @Override
    Object convert(Object value) {
      try {
        return DrainForm.parse(value);
      } catch (IllegalArgumentException e) {
        throw new BadValue(e.getMessage());
      }
    }
  },
  /** {@code Boolean}: whether it is cluster mode. */
  EXEC_MODE("'fork' or 'cluster'") {
    @Override
    Object convert(Object value) {
      return switch (value.toString()) {
        case "fork", "fork_mode" -> false;
        case "cluster", "cluster_mode" -> true;
        default -> throw new BadValue();
      };
    }
  },
  /** {@code StopSignal}. */
  SIGNAL("a signal such as SIGTERM") {
    @Override
    Object convert(Object value) {
      return StopSignal.parse(Texts.scalar(value)).orElseThrow(BadValue::new);
    }
  },
  /** {@code EnvironmentFilter}. */
  FILTER("true, false, or parts of variables' names") {
    @Override
    Object convert(Object value) {
      String word = value instanceof List ? "" : Texts.scalar(value);
      boolean all = word.equals("true");
      return all || word.equals("false")
          ? new EnvironmentFilter(all, List.of())
          : new EnvironmentFilter(false, Texts.parts((List<?>) WORDS.convert(value)));
    }
  },
  /** {@code Integer}. */
  UMASK(Umask.FORM) {
    @Override
    Object convert(Object value) {
      return Umask.parse(value instanceof String text ? text : "").orElseThrow(BadValue::new);
    }
  },
  /** {@code Long}. */
  NICE("a whole number from -20 to 19") {
    @Override
    Object convert(Object value) {
      return WholeNumbers.whole(value, Execution.LOWEST_NICE, Execution.HIGHEST_NICE);
    }
  },
  /** {@code Map<Resource, Limit>}. */
  LIMITS("an object of resources such as nofile and their limits, SOFT:HARD or one number") {
    @Override
    Object convert(Object value) {
      return Limits.of(value);
    }
  },
  /** {@code Boolean} or {@code String}: a path. */
  LOG_FILE("true, false or a path") {
    @Override
    Object convert(Object value) {
      boolean flag = value instanceof Boolean || value.equals("true") || value.equals("false");
      return flag ? (Object) Boolean.parseBoolean(value.toString()) : TEXT.convert(value);
    }
  },
  /** {@code LogType}. */
  LOG_TYPE("'raw' or 'json'") {
    @Override
    Object convert(Object value) {
      return LogType.parse(Texts.scalar(value)).orElseThrow(BadValue::new);
    }
  },
  /** {@code String}. */
  DATE_FORMAT(
      "a day.js format such as 'YYYY-MM-DD HH:mm:ss', at most "
          + LogPolicy.LONGEST_FORMAT
          + " characters, no control characters") {
    @Override
    Object convert(Object value) {
      String format = value instanceof Boolean ? "" : Texts.scalar(value);
      if (format.isEmpty() || !LogPolicy.isDateFormat(format)) {
        throw new BadValue();
      }
      return format;
    }
  },
  /** {@code Integer}. */
  RETAIN("a whole number or 'all'") {
    @Override
    Object convert(Object value) {
      return value.equals("all")
          ? (Object) LogRotation.KEEP_ALL
          : (Object) (int) WholeNumbers.whole(value, 0, LogRotation.KEEP_ALL);
    }
  },
  /** Whatever it is: nothing here reads it. */
  ANY("anything") {
    @Override
    Object convert(Object value) {
      return value;
    }
  };

  private static final long DAY_MILLIS = 86_400_000;

  private final String wanted;

  AttributeType(String wanted) {
    this.wanted = wanted;
  }

  /** In words that fit behind "must be". */
  String wanted() {
    return wanted;
  }

  /**
   * @param value not null
   * @throws BadValue when it is not of this type
   */
  abstract Object convert(Object value);

  private static void checkPattern(String pattern) {
    try {
      WatchPattern.parse(pattern);
    } catch (IllegalArgumentException e) {
      throw new BadValue(e.getMessage());
    }
  }

  private static Object probe(ProbeForm form, Object value) {
    try {
      return form.parse(value);
    } catch (IllegalArgumentException e) {
      throw new BadValue(e.getMessage());
    }
  }
}

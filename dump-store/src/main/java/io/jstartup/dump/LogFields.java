package io.jstartup.dump;

import io.jstartup.model.LogFiles;
import io.jstartup.model.LogPolicy;
import io.jstartup.model.LogRotation;
import io.jstartup.model.LogType;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The fields of an entry about its output. Paths are written and read as they are, no number is put in or taken out. Those about
 * rotation are our own, so a variable that PM2 repeats at the top level under such a name is not meant for us.
 */
final class LogFields {
  private static final String COMBINED = "pm_log_path";
  private static final String DISABLED = "disable_logs";
  private static final String TYPE = "log_type";
  private static final String DATE_FORMAT = "log_date_format";
  private static final String ROTATE = "log_rotate";
  private static final String MAX_SIZE = "log_max_size";
  private static final String RETAIN = "log_retain";
  private static final String COMPRESS = "log_compress";
  private static final String ROTATE_DATE_FORMAT = "log_rotate_date_format";
  private static final String ALL = "all";

  private LogFields() {}

  static void put(Map<String, Object> entry, LogFiles logs) {
    entry.put("pm_out_log_path", logs.out());
    entry.put("pm_err_log_path", logs.error());
    if (!logs.combined().isEmpty()) {
      entry.put(COMBINED, logs.combined());
    }
    entry.put("merge_logs", logs.merge());
    LogPolicy policy = logs.policy();
    if (policy.disabled()) {
      entry.put(DISABLED, true);
    }
    if (policy.type() != LogType.RAW) {
      entry.put(TYPE, policy.type().word());
    }
    if (!policy.dateFormat().isEmpty()) {
      entry.put(DATE_FORMAT, policy.dateFormat());
    }
    put(entry, policy.rotation());
  }

  private static void put(Map<String, Object> entry, LogRotation rotation) {
    rotation.on().ifPresent(on -> entry.put(ROTATE, on));
    rotation.maxSize().ifPresent(bytes -> entry.put(MAX_SIZE, bytes));
    rotation
        .retain()
        .ifPresent(
            count ->
                entry.put(RETAIN, count == LogRotation.KEEP_ALL ? ALL : (Object) (long) count));
    rotation.compress().ifPresent(compress -> entry.put(COMPRESS, compress));
    rotation.dateFormat().ifPresent(format -> entry.put(ROTATE_DATE_FORMAT, format));
  }

  static LogFiles read(Fields fields) {
    boolean disabled = isTrue(fields, DISABLED);
    String none = disabled ? LogFiles.NOWHERE : null;
    String combined = fields.path(COMBINED, "");
    return new LogFiles(
        fields.path("pm_out_log_path", none),
        fields.path("pm_err_log_path", none),
        combined.equals(LogFiles.NOWHERE) ? "" : combined,
        fields.flag("merge_logs", false),
        new LogPolicy(disabled, type(fields), dateFormat(fields), rotation(fields)));
  }

  /** PM2 takes whatever it doesn't know for {@code raw}. */
  private static LogType type(Fields fields) {
    return LogType.parse(String.valueOf(fields.value(TYPE))).orElse(LogType.RAW);
  }

  /** {@code time} alone is in lists of old versions of PM2. */
  private static String dateFormat(Fields fields) {
    boolean time = isTrue(fields, "time");
    Object given = fields.value(DATE_FORMAT);
    boolean none = given == null || given.equals("") || given instanceof Boolean;
    return none ? (time ? LogPolicy.TIME_FORMAT : "") : format(fields, DATE_FORMAT);
  }

  private static String format(Fields fields, String key) {
    String format = fields.text(key, "");
    if (!LogPolicy.isDateFormat(format)) {
      fields.reject(key, "is too long for a date format, or has control characters in it");
    }
    return format;
  }

  private static boolean isTrue(Fields fields, String key) {
    return "true".equals(String.valueOf(fields.value(key)));
  }

  private static LogRotation rotation(Fields fields) {
    return new LogRotation(
        own(fields, ROTATE, key -> fields.flag(key, true)),
        own(fields, MAX_SIZE, key -> fields.number(key, 0, 0, Long.MAX_VALUE)),
        own(fields, RETAIN, key -> retain(fields)),
        own(fields, COMPRESS, key -> fields.flag(key, false)),
        own(fields, ROTATE_DATE_FORMAT, key -> format(fields, key)));
  }

  private static <T> Optional<T> own(Fields fields, String key, Function<String, T> reading) {
    return fields.ours(key) ? Optional.of(reading.apply(key)) : Optional.empty();
  }

  private static int retain(Fields fields) {
    return ALL.equals(fields.value(RETAIN))
        ? LogRotation.KEEP_ALL
        : (int) fields.number(RETAIN, 0, 0, LogRotation.KEEP_ALL);
  }
}

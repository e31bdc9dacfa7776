package io.jstartup.cli.output;

import io.jstartup.model.LogFiles;
import io.jstartup.model.LogPolicy;
import io.jstartup.model.LogRotation;
import io.jstartup.model.LogType;
import java.util.Map;

/** The rows of {@code describe} about an app's output. */
final class LogRows {
  private LogRows() {}

  static void put(Map<String, String> rows, LogFiles logs) {
    LogPolicy policy = logs.policy();
    if (policy.disabled()) {
      rows.put("logs", "disabled");
    }
    if (!logs.combined().isEmpty()) {
      rows.put("entire log path", logs.combined());
    }
    rows.put("error log path", logs.error());
    rows.put("out log path", logs.out());
    if (policy.type() != LogType.RAW) {
      rows.put("log type", policy.type().word());
    }
    if (!policy.dateFormat().isEmpty()) {
      rows.put("log date format", policy.dateFormat());
    }
    putRotation(rows, policy.rotation());
  }

  /** What the app was given of its own. */
  private static void putRotation(Map<String, String> rows, LogRotation rotation) {
    rotation.on().ifPresent(on -> rows.put("log rotation", on ? "everywhere" : "off"));
    rotation
        .maxSize()
        .ifPresent(size -> rows.put("log max size", size == 0 ? "none" : Units.size(size)));
    rotation
        .retain()
        .ifPresent(
            count ->
                rows.put(
                    "rotated logs kept",
                    count == LogRotation.KEEP_ALL ? "all" : String.valueOf(count)));
    rotation.compress().ifPresent(yes -> rows.put("rotated logs compressed", yes ? "yes" : "no"));
  }
}

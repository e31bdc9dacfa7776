package io.jstartup.cli.output;

import io.jstartup.model.LogFiles;
import io.jstartup.model.LogPolicy;
import io.jstartup.model.LogType;
import io.jstartup.supervisor.client.LogKeeping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of {@code describe} about an app's output. */
final class LogRows {
  /** What a file system without FALLOC_FL_COLLAPSE_RANGE means for the reader. */
  private static final String LOSSY =
      "; by copying and emptying, as this file system allows nothing better: what is written meanwhile is lost";

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
  }

  /** How they are kept small: once where that is the same for all. */
  static void putRotation(Map<String, String> rows, List<LogKeeping> logs) {
    Map<String, List<String>> byRule = new LinkedHashMap<>();
    for (LogKeeping log : logs) {
      byRule.computeIfAbsent(rule(log), rule -> new ArrayList<>()).add(log.log());
    }
    if (byRule.size() == 1) {
      rows.put("log rotation", byRule.keySet().iterator().next());
    } else if (byRule.isEmpty()) {
      rows.put("log rotation", "off");
    } else {
      byRule.forEach(
          (rule, files) ->
              files.forEach(file -> rows.put("rotation of " + Path.of(file).getFileName(), rule)));
    }
  }

  private static String rule(LogKeeping log) {
    String size = log.maxSize() == 0 ? "no limit" : "at " + Units.size(log.maxSize());
    String how = log.lossless().orElse(true) ? "" : LOSSY;
    return size + ", " + log.retain() + " kept" + (log.compress() ? ", compressed" : "") + how;
  }
}

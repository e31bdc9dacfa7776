package io.jstartup.model;

import java.util.Locale;
import java.util.Optional;

/** What a line of an app's log is. */
public enum LogType {
  /** What the app wrote. */
  RAW,
  /** A JSON object: {@code {"message","timestamp","type":"out"|"err","process_id","app_name"}}. */
  JSON;

  public static Optional<LogType> parse(String word) {
    for (LogType type : values()) {
      if (type.word().equals(word)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** As PM2 has it: {@code raw}, {@code json}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

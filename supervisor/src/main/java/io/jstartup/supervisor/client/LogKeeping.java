package io.jstartup.supervisor.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a log is kept small.
 *
 * @param log its path
 * @param maxSize bytes; 0: no limit
 * @param retain how many archives, or {@code all}
 * @param compress whether these are compressed
 * @param lossless whether its file system can take out the head of a file; empty while it is not there
 */
public record LogKeeping(
    String log, long maxSize, String retain, boolean compress, Optional<Boolean> lossless) {
  static LogKeeping fromJson(Map<?, ?> json) {
    return new LogKeeping(
        Replies.text(json, "log"),
        Replies.number(json, "max_size"),
        String.valueOf(json.get("retain")),
        Boolean.TRUE.equals(json.get("compress")),
        Optional.ofNullable((Boolean) json.get("lossless")));
  }

  /** As {@code describe --json} has it. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("log", log);
    json.put("max_size", maxSize);
    json.put("retain", retain.equals("all") ? retain : (Object) Long.valueOf(retain));
    json.put("compress", compress);
    json.put("lossless", lossless.orElse(null));
    return json;
  }
}

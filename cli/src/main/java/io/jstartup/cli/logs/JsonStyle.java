package io.jstartup.cli.logs;

import io.jstartup.dump.json.Json;
import io.jstartup.dump.json.JsonException;
import io.jstartup.model.OsText;
import io.jstartup.supervisor.log.read.LineTime;
import io.jstartup.supervisor.log.read.LogSource;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An object a line, by PM2's names. A line that is such an object already, of an app with {@code log_type: json}, stays as it is. The
 * timestamp of a line from the past is the one that it begins with, else null.
 */
final class JsonStyle implements LineStyle {
  private static final int TIME_BYTES = 40;

  private final Clock clock;
  private LogSource source;

  JsonStyle(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void begin(LogSource of, LineBuffer out) {
    source = of;
  }

  @Override
  public boolean canWait() {
    return false;
  }

  @Override
  public void text(byte[] bytes, int from, int to, LineBuffer out) throws IOException {
    byte[] line = Arrays.copyOfRange(bytes, from, to);
    if (isObject(line)) {
      out.add(line);
      return;
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("message", OsText.decode(line));
    object.put("timestamp", timestamp(line));
    object.put("type", source.type());
    object.put("process_id", source.id() == LogSource.NO_ID ? null : (long) source.id());
    object.put("app_name", source.name());
    out.add(Json.compact(object));
  }

  private static boolean isObject(byte[] line) {
    if (line.length < 2 || line[0] != '{' || line[line.length - 1] != '}') {
      return false;
    }
    try {
      return Json.parse(line) instanceof Map<?, ?> object
          && object.containsKey("message")
          && object.containsKey("app_name");
    } catch (JsonException e) {
      return false;
    }
  }

  private String timestamp(byte[] line) {
    String now = clock.text();
    if (!now.isEmpty()) {
      return now;
    }
    byte[] beginning = Arrays.copyOf(line, Math.min(line.length, TIME_BYTES));
    return LineTime.of(beginning, ZoneId.systemDefault())
        .map(time -> time.atZone(ZoneId.systemDefault()).toOffsetDateTime().toString())
        .orElse(null);
  }
}

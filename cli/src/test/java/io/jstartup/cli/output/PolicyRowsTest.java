package io.jstartup.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jstartup.model.CrashLoop;
import io.jstartup.model.RestartPolicy;
import io.jstartup.model.WatchPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What describe tells of when an app is restarted. */
class PolicyRowsTest {
  private static Map<String, String> rows(WatchPolicy policy) {
    Map<String, String> rows = new LinkedHashMap<>();
    WatchRows.put(rows, policy);
    return rows;
  }

  private static String crashLoop(CrashLoop loop) {
    Map<String, String> rows = new LinkedHashMap<>();
    RestartRows.put(rows, RestartPolicy.DEFAULT.slowedBy(loop));
    return rows.get("crash loop");
  }

  @Test
  void tellsWhatIsWatched() {
    assertEquals(Map.of("watch", "no"), rows(WatchPolicy.OFF));
    assertEquals(
        Map.of(
            "watch", "its exec cwd", "watch ignores", "names with a dot in front, 'node_modules'"),
        rows(WatchPolicy.OFF.turned(true)));
    WatchPolicy all =
        new WatchPolicy(
            true,
            List.of("src", "a\u001b[2J"),
            Optional.of(List.of("*.log")),
            Duration.ofSeconds(2),
            List.of("js"),
            Map.of("followSymlinks", false));
    assertEquals(
        Map.of(
            "watch", "'src', 'a\\x1b[2J'",
            "watch ignores", "'*.log'",
            "watch only", "files that end in 'js'",
            "watch delay", "2000 ms",
            "watch options", "{followSymlinks=false}"),
        rows(all));
    assertEquals(Map.of("watch", "no"), rows(all.turned(false)));
  }

  @Test
  void tellsWhatACrashLoopIs() {
    assertEquals("slowed down after 16 ends within 60000 ms", crashLoop(CrashLoop.DEFAULT));
    assertEquals("never slowed down", crashLoop(CrashLoop.OFF));
  }
}

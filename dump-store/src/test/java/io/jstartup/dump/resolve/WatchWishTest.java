package io.jstartup.dump.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.dump.processfile.Attributes;
import io.jstartup.model.Problem;
import io.jstartup.model.WatchPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchWishTest {
  private final List<Problem> problems = new ArrayList<>();

  private WatchPolicy wish(Map<String, Object> raw) {
    WatchPolicy wish = WatchWish.of(Attributes.of("app", raw, problems, new ArrayList<>()));
    assertEquals(List.of(), problems);
    return wish;
  }

  @Test
  void nothingIsWatchedUnlessAsked() {
    assertEquals(WatchPolicy.OFF, wish(Map.of()));
    assertEquals(WatchPolicy.OFF, wish(Map.of("watch", false)));
    assertEquals(WatchPolicy.OFF, wish(Map.of("watch", List.of())));
  }

  @Test
  void trueIsTheAppsFolderAndPathsArePaths() {
    assertEquals(WatchPolicy.OFF.turned(true), wish(Map.of("watch", "true")));
    assertEquals(List.of("src", "a b"), wish(Map.of("watch", "src 'a b'")).paths());
    assertTrue(wish(Map.of("watch", List.of("src"))).on());
  }

  @Test
  void takesPatternsExtensionsAndOptions() {
    WatchPolicy wish =
        wish(
            Map.of(
                "watch",
                true,
                "ignoreWatch",
                "logs *.tmp",
                "ext",
                "js,.mjs *.css",
                "watch_options",
                Map.of("followSymlinks", false)));
    assertEquals(Optional.of(List.of("logs", "*.tmp")), wish.ignored());
    assertEquals(List.of("js", "mjs", "css"), wish.extensions());
    assertEquals(Map.of("followSymlinks", false), wish.options());
  }

  @ParameterizedTest
  @CsvSource({"4, 4000", "0.5, 500", "4000ms, 4000", "3s, 3000", "1000, 1000", "0, 0", "99, 99000"})
  void takesSmallDelaysForSeconds(String given, long millis) {
    assertEquals(Duration.ofMillis(millis), wish(Map.of("watch_delay", given)).delay());
  }

  @Test
  void refusesWhatIsNone() {
    for (Object bad : Arrays.asList("x", "", "-1", "4h", "3600001ms", true, List.of(1L))) {
      problems.clear();
      Attributes.of("app", Map.of("watch_delay", bad), problems, new ArrayList<>());
      assertEquals(1, problems.size(), bad.toString());
    }
    problems.clear();
    Map<String, Object> raw =
        Map.of("ignore_watch", List.of("[a"), "watch_options", 1L, "watch", Map.of());
    Attributes.of("app", raw, problems, new ArrayList<>());
    assertEquals(3, problems.size(), problems.toString());
  }
}

package io.jstartup.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchPatternTest {
  @ParameterizedTest
  @CsvSource({
    "node_modules, a/node_modules/b.js, true",
    "node_modules, node_modules, true",
    "node_modules, my_node_modules, false",
    "*.log, a/b/c.log, true",
    "*.log, a/b.log.txt, false",
    "'*.{log,tmp}', x.tmp, true",
    "./logs/, logs/a, true",
    "logs, src/logs/a, true",
    "/w/logs, logs/a, true",
    "/w/l*, src/logs/a, false",
    "src/build, src/build/a/b, true",
    "src/build, lib/src/build, false",
    "src/*.tmp, src/a.tmp, true",
    "**/*.tmp, src/b/a.tmp, true",
    "[\\/\\\\]\\., .git/HEAD, true",
    "[\\/\\\\]\\., src/.env, true",
    "[\\/\\\\]\\., src/a.js, false",
  })
  void matches(String pattern, String path, boolean expected) {
    Path fromRoot = Path.of(path);
    boolean matches = WatchPattern.parse(pattern).matches(fromRoot, Path.of("/w").resolve(path));
    assertEquals(expected, matches);
  }

  @Test
  void saysWhatIsNoPattern() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> WatchPattern.parse("[a")).getMessage();
    assertEquals("'[a' is no pattern: Unclosed character class", message);
  }
}

package io.jstartup.supervisor.log.rotate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveNamesTest {
  private static final long TIME = Instant.parse("2026-01-02T03:04:05.006Z").toEpochMilli();

  @ParameterizedTest
  @CsvSource({
    "web-out.log, YYYY-MM-DD_HH-mm-ss, web-out__2026-01-02_03-04-05.log",
    "web-out.log, D.M.YY, web-out__2.1.26.log",
    "web-out.log, 'dddd [at] h A', web-out__Friday at 3 AM.log",
    "web-out.log, YYYY/MM, web-out__2026-01.log",
    "all.txt, x, all__1767323045006.txt",
    "noending, YYYY, noending__2026",
    ".hidden, YYYY, .hidden__2026",
    "a.(b)+.log, YYYY, a.(b)+__2026.log"
  })
  void aNameIsTheLogsWithTheDateBeforeItsEnding(String log, String format, String name) {
    ArchiveNames names = new ArchiveNames(Path.of("/logs", log), format);
    Set<String> taken = new HashSet<>();
    assertEquals(name, names.next(TIME, ZoneOffset.UTC, taken));
    assertTrue(names.matches(name));
    assertTrue(names.matches(name + ".gz"));
    String second = names.next(TIME, ZoneOffset.UTC, taken);
    assertTrue(second.contains("_001") && names.matches(second), second);
    long decades = TIME + 20_000_000_000L * 31;
    assertTrue(names.matches(names.next(decades, ZoneOffset.UTC, taken)));
    assertFalse(names.matches(log));
    assertFalse(names.matches("x" + name));
    assertFalse(names.matches(name + ".bak"));
  }

  @Test
  void aCompressedArchiveHasItsNumberToo() {
    ArchiveNames names = new ArchiveNames(Path.of("/logs/x.log"), "YYYY");
    Set<String> taken = new HashSet<>(Set.of("x__2026.log.gz"));
    assertEquals("x__2026_001.log", names.next(TIME, ZoneOffset.UTC, taken));
  }

  @Test
  void archivesFromBeforeAnotherDateFormatStillCount() {
    ArchiveNames names = new ArchiveNames(Path.of("/logs/x.log"), "D");
    assertTrue(names.matches("x__2026-01-02_03-04-05.log"));
    assertFalse(names.matches("x__2026-01-02.log"));
  }
}

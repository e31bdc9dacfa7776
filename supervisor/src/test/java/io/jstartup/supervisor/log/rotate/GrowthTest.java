package io.jstartup.supervisor.log.rotate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static final Path LOG = Path.of("/x.log");
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final long LIMIT = 10_000_000;
  private static final long SECOND = 1_000_000_000;

  private final Growth growth = new Growth();

  private Duration afterGrowing(long bytes) {
    growth.saw(LOG, 0, LIMIT, 0, LONGEST);
    growth.looked(0, LONGEST);
    growth.saw(LOG, bytes, LIMIT, SECOND, LONGEST);
    return growth.untilNext(SECOND, LONGEST);
  }

  @Test
  void whatIsNewIsLookedAtAgainAfterASecond() {
    assertTrue(growth.due(LOG, 0));
    growth.saw(LOG, 5, LIMIT, 0, LONGEST);
    assertFalse(growth.due(LOG, 0));
    assertEquals(Duration.ofSeconds(1), growth.untilNext(0, LONGEST));
  }

  @Test
  void aQuietOneHasTheLongestInterval() {
    growth.saw(LOG, 7, LIMIT, 0, LONGEST);
    growth.saw(LOG, 7, LIMIT, SECOND, LONGEST);
    assertEquals(LONGEST, growth.untilNext(SECOND, LONGEST));
    assertFalse(growth.due(LOG, 5 * SECOND));
    assertTrue(growth.due(LOG, 6 * SECOND));
  }

  @Test
  void emptyOnesShareAnInterval() {
    assertEquals(LONGEST.minusSeconds(1), afterGrowing(0));
    assertFalse(growth.due(Path.of("/logs/another.log"), 4 * SECOND));
    assertTrue(growth.due(LOG, 5 * SECOND));
    growth.looked(5 * SECOND, LONGEST);
    assertFalse(growth.due(LOG, 9 * SECOND));
  }

  @Test
  void aFastOneIsLookedAtWhenItMustBeFull() {
    assertEquals(Duration.ofSeconds(3), afterGrowing(2_500_000));
  }

  @Test
  void theFastestHasTheShortestInterval() {
    assertEquals(Growth.SHORTEST, afterGrowing(9_999_000));
    assertEquals(Growth.SHORTEST, new GrowthTest().afterGrowing(2_000_000_000));
  }

  @Test
  void whatIsGoneIsForgotten() {
    growth.saw(LOG, 0, LIMIT, 0, LONGEST);
    growth.keep(java.util.Set.of());
    assertEquals(LONGEST, growth.untilNext(0, LONGEST));
  }
}

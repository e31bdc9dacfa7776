package io.jstartup.supervisor.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CronPlanTest {
  private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");
  private final CronPlan<String> plan = new CronPlan<>(ZoneOffset.UTC);

  @Test
  void plansNothingUnlessAsked() {
    assertFalse(plan.put("a", "", TEN));
    assertEquals(Optional.empty(), plan.soonest());
    assertEquals(List.of(), plan.due(Instant.MAX));
  }

  @Test
  void isDueAtItsTimeAndThenAtTheNext() {
    plan.put("a", "*/10 * * * *", TEN);
    plan.put("b", "*/15 * * * *", TEN);
    assertEquals(TEN.plusSeconds(600), plan.soonest().orElseThrow());
    assertEquals(List.of(), plan.due(TEN.plusSeconds(599)));
    assertEquals(List.of("a"), plan.due(TEN.plusSeconds(600)));
    assertEquals(List.of(), plan.due(TEN.plusSeconds(600)));
    assertEquals(List.of("b"), plan.due(TEN.plusSeconds(900)));
    assertEquals(List.of("a"), plan.due(TEN.plusSeconds(1200)));
  }

  @Test
  void makesUpForAllTheTimesThatPassedByOne() {
    plan.put("a", "* * * * *", TEN);
    assertEquals(List.of("a"), plan.due(TEN.plusSeconds(5 * 3600 + 30)));
    assertEquals(TEN.plusSeconds(5 * 3600 + 60), plan.soonest().orElseThrow());
  }

  @Test
  void comesOnceWhenTheClockIsSetBack() {
    plan.put("a", "0 * * * *", TEN);
    assertEquals(List.of("a"), plan.due(TEN.plusSeconds(3600)));
    assertEquals(List.of(), plan.due(TEN.plusSeconds(1800)));
    assertEquals(List.of(), plan.due(TEN.plusSeconds(3600)));
    assertEquals(List.of("a"), plan.due(TEN.plusSeconds(7200)));
  }

  @Test
  void keepsItsTimeWhenItIsDescribedAgainWithTheSamePattern() {
    plan.put("a", "*/10 * * * *", TEN);
    assertFalse(plan.put("a", "*/10 * * * *", TEN.plusSeconds(601)));
    assertEquals(List.of("a"), plan.due(TEN.plusSeconds(601)));
    assertTrue(plan.put("a", "0 0 * * *", TEN.plusSeconds(601)));
    assertEquals(Instant.parse("2026-11-22T00:00:00Z"), plan.soonest().orElseThrow());
    assertTrue(plan.put("a", "", TEN));
    assertEquals(Optional.empty(), plan.soonest());
  }

  @Test
  void forgetsWhatHasABadPatternOrIsGone() {
    plan.put("a", "* * * * *", TEN);
    assertThrows(IllegalArgumentException.class, () -> plan.put("a", "often", TEN));
    assertEquals(Optional.empty(), plan.soonest());
    plan.put("a", "* * * * *", TEN);
    assertTrue(plan.remove("a"));
    assertFalse(plan.remove("a"));
    assertEquals(Optional.empty(), plan.soonest());
  }

  @Test
  void goesByItsZone() {
    CronPlan<String> berlin = new CronPlan<>(ZoneId.of("Europe/Berlin"));
    berlin.put("a", "0 12 * * *", TEN);
    assertEquals(TEN.plusSeconds(3600), berlin.soonest().orElseThrow());
  }
}

package io.jstartup.supervisor.restart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class DatedHistoryProperties {
  private static final long MS = 1_000_000;
  private static final long NOON = 1_790_000_000_000L;

  /** Of one whose counting began so long ago and that ended so long after that. */
  private static RestartHistory history(long now, long age, List<Long> exits) {
    long since = now - age * MS;
    List<Long> recent =
        exits.stream().sorted().map(after -> since + Math.min(after, age) * MS).toList();
    return new RestartHistory(since, 7, Duration.ofMillis(225), recent);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void isTheSameForASuccessorOfAnotherClockThatComesLater(
      @ForAll @LongRange(min = 0, max = 1L << 60) long now,
      @ForAll @LongRange(min = 0, max = 1L << 60) long successors,
      @ForAll @IntRange(max = 100_000_000) int age,
      @ForAll @IntRange(max = 100_000_000) int later,
      @ForAll @Size(max = 20) List<@LongRange(min = 0, max = 100_000_000) Long> exits) {
    DatedHistory dated = DatedHistory.of(history(now, age, exits), now, NOON);
    RestartHistory expected = history(successors - later * MS, age, exits);
    assertEquals(expected, dated.at(successors, NOON + later));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void nothingOfItIsStillToComeWhenTheWallClockWasSetBack(
      @ForAll @IntRange(max = 100_000) int age,
      @ForAll @IntRange(max = 200_000) int back,
      @ForAll @Size(max = 5) List<@LongRange(min = 0, max = 100_000) Long> exits) {
    long now = 77 * MS;
    RestartHistory history =
        DatedHistory.of(history(now, age, exits), now, NOON).at(now, NOON - back);
    assertTrue(history.sinceNanos() <= now);
    assertEquals(exits.size(), history.recentExits().size());
    assertTrue(history.recentExits().stream().allMatch(exit -> exit <= now), history.toString());
  }
}

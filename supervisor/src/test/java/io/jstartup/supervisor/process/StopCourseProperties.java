package io.jstartup.supervisor.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jstartup.supervisor.process.StopCourse.Stage;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class StopCourseProperties {
  private static final long MS = 1_000_000;

  /** After a while the app may ask for more time. */
  record Step(long waitMillis, long moreMillis) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Long> waits = Arbitraries.longs().between(0, 4000);
    Arbitrary<Long> more = Arbitraries.longs().between(0, 6000).injectNull(0.5);
    return Combinators.combine(waits, more)
        .as((wait, asked) -> new Step(wait, asked == null ? -1 : asked))
        .list()
        .ofMaxSize(20);
  }

  @Property
  void killsNeitherBeforeTheLastTimeGivenIsOverNorLater(
      @ForAll long start,
      @ForAll @LongRange(max = 10_000) long timeout,
      @ForAll @From("steps") List<Step> steps) {
    long now = start;
    StopCourse course = StopCourse.begun(now, Duration.ofMillis(timeout));
    long due = now + timeout * MS;
    for (Step step : steps) {
      now += step.waitMillis() * MS;
      boolean before = !course.killed();
      course = course.at(now);
      assertEquals(before && now - due < 0, !course.killed());
      if (!course.killed() && step.moreMillis() >= 0) {
        due += Math.max(0, now + step.moreMillis() * MS - due);
      }
      course = step.moreMillis() < 0 ? course : course.prolonged(now, millis(step.moreMillis()));
      if (!course.killed()) {
        assertEquals(due, course.dueNanos());
      }
    }
  }

  @Property
  void isOverAGraceAfterSigkillWhateverIsAskedFor(
      @ForAll long start,
      @ForAll @LongRange(max = 10_000) long timeout,
      @ForAll @LongRange(max = 5_000) long late,
      @ForAll @LongRange(max = 100_000) long more) {
    long now = start + (timeout + late) * MS;
    StopCourse killed = StopCourse.begun(start, millis(timeout)).at(now);
    assertEquals(Stage.KILLED, killed.stage());
    assertEquals(StopCourse.KILL_GRACE, killed.left(now));
    StopCourse asked = killed.prolonged(now, millis(more));
    assertEquals(killed, asked);
    long over = now + StopCourse.KILL_GRACE.toNanos();
    assertEquals(Stage.KILLED, asked.at(over - 1).stage());
    assertEquals(Stage.GIVEN_UP, asked.at(over).stage());
    assertEquals(asked.at(over), asked.at(over).at(over + more * MS));
  }

  @Property
  void neverShortensTheTime(
      @ForAll @LongRange(max = 10_000) long timeout,
      @ForAll @LongRange(max = 9_000) long after,
      @ForAll @LongRange(max = 20_000) long more) {
    StopCourse course = StopCourse.begun(0, millis(timeout));
    StopCourse prolonged = course.prolonged(after * MS, millis(more));
    assertTrue(prolonged.left(after * MS).compareTo(course.left(after * MS)) >= 0);
    assertFalse(prolonged.left(Long.MAX_VALUE / 2).isNegative());
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}

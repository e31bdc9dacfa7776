package io.jstartup.supervisor.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class MemoryRuleProperties {
  private static final long LARGEST = 1L << 40;

  @Property
  void isOverExactlyWhenWhatIsNotSharedTwiceIs(
      @ForAll @LongRange(min = 1, max = LARGEST) long limit,
      @ForAll @Size(max = 8) List<@LongRange(max = LARGEST) Long> resident,
      @ForAll @LongRange(max = 100) long sharedPercent) {
    long sum = resident.stream().mapToLong(Long::longValue).sum();
    long exact = resident.size() < 2 ? sum : sum - sum / 100 * sharedPercent;
    MemoryRule rule = new MemoryRule(limit);
    assertEquals(exact > limit, rule.over(rule.used(resident, () -> exact)));
  }

  @Property
  void readsTheSharesAtMostOnceAndOnlyWhenItMatters(
      @ForAll @LongRange(min = 1, max = LARGEST) long limit,
      @ForAll @Size(max = 8) List<@LongRange(max = LARGEST) Long> resident) {
    AtomicInteger asked = new AtomicInteger();
    long sum = resident.stream().mapToLong(Long::longValue).sum();
    new MemoryRule(limit).used(resident, () -> sum + asked.incrementAndGet());
    assertTrue(asked.get() <= (sum > limit && resident.size() > 1 ? 1 : 0));
  }
}

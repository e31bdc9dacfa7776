package io.jstartup.supervisor.trigger;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * Whether an app uses more memory than it may. Pure. Memory that its processes share counts once; as that takes long to read, it is read
 * only when it matters.
 *
 * @param limit bytes that are still allowed
 */
record MemoryRule(long limit) {

  /**
   * What it uses, exact when that is more than the limit: the plain sum is cheap, and never too small.
   *
   * @param resident bytes of each of its processes
   * @param exact gives the sum of their proportional shares; asked at most once
   */
  long used(List<Long> resident, LongSupplier exact) {
    long sum = resident.stream().mapToLong(Long::longValue).sum();
    return sum <= limit || resident.size() < 2 ? sum : Math.min(sum, exact.getAsLong());
  }

  boolean over(long used) {
    return used > limit;
  }
}

package io.jstartup.platforms.os.linux;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/** Who has a port, in words. To know it takes a look at all processes, so who asks again soon gets the same answer. Any thread. */
final class PortHolders {
  private static final long KEPT_NANOS = 10_000_000_000L;
  private static final int MOST_KEPT = 64;

  private record Known(String text, long atNanos) {}

  private final IntFunction<String> search;
  private final LongSupplier clock;
  private final Map<Integer, Known> known = new HashMap<>();

  /** @param clock of nanoseconds */
  PortHolders(IntFunction<String> search, LongSupplier clock) {
    this.search = search;
    this.clock = clock;
  }

  synchronized String of(int port) {
    long now = clock.getAsLong();
    known.values().removeIf(it -> now - it.atNanos() >= KEPT_NANOS);
    Known before = known.get(port);
    if (before != null) {
      return before.text();
    }
    String text = search.apply(port);
    if (known.size() < MOST_KEPT) {
      known.put(port, new Known(text, now));
    }
    return text;
  }
}

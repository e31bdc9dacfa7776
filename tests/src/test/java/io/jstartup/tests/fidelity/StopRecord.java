package io.jstartup.tests.fidelity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a process of the recorder wrote when it was stopped. Times are ms of the machine's monotonic clock.
 *
 * @param signals the numbers of those that came, in their order
 * @param first when the first one came
 * @param left when it left by itself
 */
record StopRecord(List<Integer> signals, long first, OptionalLong left) {
  /** From lines of {@code signal NUMBER MS} and {@code left 0 MS}. */
  static StopRecord parse(List<String> lines) {
    List<String[]> words = lines.stream().map(line -> line.split(" ")).toList();
    List<String[]> signals = words.stream().filter(line -> line[0].equals("signal")).toList();
    return new StopRecord(
        signals.stream().map(line -> Integer.valueOf(line[1])).toList(),
        signals.isEmpty() ? 0 : Long.parseLong(signals.get(0)[2]),
        words.stream()
            .filter(line -> line[0].equals("left"))
            .mapToLong(line -> Long.parseLong(line[2]))
            .findFirst());
  }

  /** It was there for its stop timeout, give or take a fifth: where all are busy, it sees the signal late and shows life seldom. */
  void assertKilledAfter(int timeout, byte[] lastAlive) {
    assertKilledAfter(timeout, timeout * 6 / 5, lastAlive);
  }

  /** The same, with another upper limit. */
  void assertKilledAfter(int timeout, int most, byte[] lastAlive) {
    assertFalse(left.isPresent());
    long lived = Long.parseLong(new String(lastAlive, US_ASCII).strip()) - first;
    assertTrue(
        lived >= timeout * 4 / 5 && lived <= most,
        "killed after " + lived + " ms, its timeout is " + timeout);
  }

  void assertLeftAfter(int millis) {
    assertTrue(left.isPresent(), "it was killed");
    long lived = left.getAsLong() - first;
    assertTrue(lived >= millis, "it left after " + lived + " ms");
  }
}
